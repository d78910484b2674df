-- A small stand-in for what Wireshark gives to Lua: enough for wsbridge.lua in a tshark that shows a tree, over one pcap file. It prints a line for
-- each rule that is shown: number of the frame, a tab, the ID. usage: wireshark.lua STUB CAPTURE.pcap

local stub, capture = arg[1], arg[2]

-- The formats of Struct are those of string.pack, but for 64-bit integers, and a value comes without the place of the next.
local function format_of(text) return (text:gsub("E", "I8"):gsub("e", "i8")) end
Struct = {
   pack = function(format, ...) return string.pack(format_of(format), ...) end,
   unpack = function(format, ...)
      local values = table.pack(string.unpack(format_of(format), ...))
      return table.unpack(values, 1, values.n - 1)
   end,
}

local any = setmetatable({}, { __index = function(_, name) return name end })
base, frametype, wtap = any, any, {}
expert = { group = any, severity = any }
MENU_TOOLS_UNSORTED = 0

local function field(filter) return { filter = filter } end
ProtoField = setmetatable({}, { __index = function() return field end })
ProtoExpert = { new = function(filter) return { filter = filter } end }
Pref = { bool = function(_, default) return default end }
Address = { ether = function(text) return text end }

local proto
function Proto(name)
   local made = { name = name, prefs = {} }
   proto = proto or made
   return made
end
function register_postdissector(registered) proto = registered end
function get_version() return "4.4.0" end
function gui_enabled() return false end

-- What is shown, as lines of a frame.
local number

local function item()
   local made = { visible = true }
   function made:add(what, second, third)
      local value = third == nil and second or third
      if type(what) == "table" and what.filter == "wsbridge.rule" then print(number .. "\t" .. tostring(value)) end
      return item()
   end
   made.add_le = made.add
   function made:set_generated() return self end
   function made:append_text() return self end
   function made:add_proto_expert_info(info, text)
      if info.filter:find("^wsbridge%.expert%.anal") or info.filter == "wsbridge.expert.stub_error" then
         io.stderr:write(text, "\n")
         os.exit(1)
      end
      return self
   end
   return setmetatable(made, { __tostring = function() return "has subtree=true" end })
end

local range = {}
local tvb_type = { __index = { raw = function(self) return self.octets end, len = function(self) return #self.octets end } }
tvb_type.__call = function() return range end

dofile(stub)
if proto.init then proto.init() end

local file = assert(io.open(capture, "rb"))
local magic = string.unpack("<I4", file:read(24))
local unit = magic == 0xa1b23c4d and 1e9 or 1e6
number = 0
while true do
   local head = file:read(16)
   if not head then break end
   local seconds, fraction, length, original = string.unpack("<I4I4I4I4", head)
   number = number + 1
   local tvb = setmetatable({ octets = file:read(length) }, tvb_type)
   local pinfo = { number = number, abs_ts = seconds + fraction / unit, len = original, caplen = length, visited = false,
      dl_src = "", dl_dst = "", port_type = 0, cols = { info = { append = function() end } } }
   proto.dissector(tvb, pinfo, item())
end
file:close()
