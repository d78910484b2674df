-- WsBridge: hands 802.11 frames to an analyzer process and shows what it answers. It decides nothing: which frames are wanted, what is
-- found in them and how it is worded come from the analyzer (src/WsBridge.Host/PROTOCOL.md). Runs on Lua 5.2 (Wireshark up to 4.2) and 5.4.

local WINDOWS = package.config:sub(1, 1) == "\\"
local PROTOCOL_VERSION = 1

local byte, find, sub, floor = string.byte, string.find, string.sub, math.floor
local pack, unpack = Struct.pack, Struct.unpack

-- Where the analyzer is, and the schema it was built with: beside this file, unless the environment says otherwise. -------------------

local here = debug.getinfo(1, "S").source:match("^@(.*[/\\])") or ""
local function beside(name) return here .. name end

local function readable(path)
   local file = path and io.open(path, "rb")
   if file then file:close() end
   return file ~= nil
end

local schema_path = os.getenv("WSBRIDGE_SCHEMA") or beside("wsbridge_schema.lua")
local schema = readable(schema_path) and dofile(schema_path) or { hash = string.rep("0", 32), fields = {}, experts = {} }

local function host_path()
   local path = os.getenv("WSBRIDGE_HOST")
   if path then return path end
   local names = { "wsbridge", "wsbridge.exe", "../wsbridge", "../wsbridge.exe" }
   for _, candidate in ipairs { schema.host or false, beside(names[1]), beside(names[2]), beside(names[3]), beside(names[4]) } do
      if candidate and readable(candidate) then return candidate end
   end
   return "wsbridge"
end

-- Fields and expert infos, as the schema lists them. -----------------------------------------------------------------------------------

local proto = Proto("wsbridge", "WsBridge 802.11 analysis")
local fields, kinds, experts = {}, {}, {}
local all_fields, all_experts = {}, {}

for index, field in ipairs(schema.fields) do
   local filter, label, kind, description = field[1], field[2], field[3], field[4]
   local made
   if kind == "string" or kind == "bytes" or kind == "double" then
      made = ProtoField[kind](filter, label, nil, description)
      if kind == "string" then made = ProtoField.string(filter, label, base.UNICODE, description) end
      if kind == "double" then made = ProtoField.double(filter, label, description) end
      if kind == "bytes" then made = ProtoField.bytes(filter, label, base.NONE, description) end
   elseif kind == "bool" then
      made = ProtoField.bool(filter, label, base.NONE, nil, nil, description)
   elseif kind == "ether" then
      made = ProtoField.ether(filter, label, description)
   elseif kind == "framenum" then
      made = ProtoField.framenum(filter, label, base.NONE, frametype.NONE, nil, description)
   else
      made = ProtoField[kind](filter, label, base.DEC, nil, nil, description)
   end
   fields[index - 1], kinds[index - 1] = made, kind
   all_fields[#all_fields + 1] = made
end

for index, info in ipairs(schema.experts) do
   local made = ProtoExpert.new(info[1], info[2], expert.group[info[3]], expert.severity[info[4]])
   experts[index - 1] = made
   all_experts[#all_experts + 1] = made
end

-- What the bridge says of itself, known whatever the schema.
local function own_expert(name, summary)
   local made = ProtoExpert.new("wsbridge.expert." .. name, summary, expert.group.PROTOCOL, expert.severity.NOTE)
   all_experts[#all_experts + 1] = made
   return made
end
local NOT_STARTED = own_expert("analyzer_not_started", "The analyzer could not be started")
local STOPPED = own_expert("analysis_stopped", "Analysis stopped")
local STUB_ERROR = own_expert("stub_error", "The WsBridge stub failed")

proto.fields = all_fields
proto.experts = all_experts

-- `-z expert` looks at expert infos without asking for a tree, which a script cannot see otherwise.
local function expert_statistics_wanted()
   if os.getenv("WSBRIDGE_WAIT") then return true end
   local file = io.open("/proc/self/cmdline", "rb")
   if not file then return false end
   local arguments = file:read("*a") or ""
   file:close()
   return find(arguments, "\0-z\0expert", 1, true) ~= nil or find(arguments, "\0-zexpert", 1, true) ~= nil
end
local always_wait = expert_statistics_wanted()

-- State of one capture. ----------------------------------------------------------------------------------------------------------------

local session            -- request and reply pipe, and what the analyzer wants; nil before the first 802.11 frame
local trouble            -- what the bridge has to say of itself: expert, text, the frame it shows on
local next_id            -- of the next frame that is sent
local answered           -- the last frame that was answered for
local id_of              -- Wireshark's frame number -> id; under a read filter the last to claim a number is the one that keeps it
local number_of          -- id -> frame number
local numbers_are_final  -- the numbers are those of a later pass
local claimed            -- number of the frame that was just sent: the next frame tells whether it kept it
local filtering          -- a frame did not keep its number
local annotations        -- id -> list of encoded annotations
local last_sent          -- transmitter and length -> when it was sent, for what is wanted now and then
local previous_was_sent
local unasked            -- frames sent since the last answer

local SYNC_EVERY = 512   -- bounds what is lost when the analyzer dies while nobody looks

local function hang_up()
   session.dead = true
   session.request:close() -- the analyzer ends with its request pipe
   session.reply:close()
   session.shell:close() -- and is waited for
end

local function reset()
   if session and not session.dead then hang_up() end
   session, trouble = nil, nil
   next_id, answered = 1, 0
   id_of, number_of, annotations, last_sent = {}, {}, {}, {}
   previous_was_sent, unasked, numbers_are_final = false, 0, false
   claimed, filtering = nil, false
end
reset()

-- Starting the analyzer. ---------------------------------------------------------------------------------------------------------------

local function open_pipe(path, mode)
   if WINDOWS then return io.open(path, mode) end
   -- Opened for both directions a pipe waits for nobody; then opening our direction does not wait either, even if the analyzer just died.
   local hold, why = io.open(path, "r+b")
   if not hold then return nil, why end
   local pipe
   pipe, why = io.open(path, mode)
   hold:close()
   return pipe, why
end

local function announced_pipes()
   local command
   if WINDOWS then
      command = '""' .. host_path() .. '" serve"'
   else
      command = "'" .. host_path():gsub("'", "'\\''") .. "' serve 2>&1"
   end
   local shell, why = io.popen(command, "r")
   if not shell then return nil, why end
   local first
   for line in shell:lines() do -- a warning may come first, from the shell or the runtime
      local version, request, reply = line:match("^WSBRIDGE\t(%d+)\t([^\t]+)\t([^\t]+)$")
      if version then return request, reply, shell end
      first = line:match("^ERROR\t(.*)") or first or line
   end
   shell:close()
   return nil, first or "it ended without a word"
end

local function read_u16(pipe) return (unpack(">I2", pipe:read(2) or "\255\255")) end

local function from_hex(hex) return (hex:gsub("%x%x", function(digits) return string.char(tonumber(digits, 16)) end)) end

local function start()
   local request_path, reply_path, shell = announced_pipes()
   if not request_path then return nil, reply_path end
   local request, request_why = open_pipe(request_path, "wb")
   local reply, reply_why = open_pipe(reply_path, "rb")
   if not (request and reply) then return nil, request_why or reply_why end
   request:setvbuf("full", 65536)

   local client = "Wireshark " .. get_version()
   request:write("WSBR", pack("B", PROTOCOL_VERSION), from_hex(schema.hash), pack("B", #client), client)
   request:flush()
   local status = reply:read(1)
   local text = status and reply:read(read_u16(reply))
   if status ~= "\0" then
      request:close()
      reply:close()
      shell:close()
      return nil, text or "it ended before it answered"
   end

   local choices = { byte(reply:read(256), 1, 256) }
   local mark = reply:read(byte(reply:read(1)))
   local within = read_u16(reply)
   local again = unpack(">I4", reply:read(4))
   return { request = request, reply = reply, shell = shell, choices = choices, mark = mark, within = within, again = again }
end

local function in_trouble(info, text, number)
   trouble = { expert = info, text = text, number = number }
end

-- Sending, and taking answers. ---------------------------------------------------------------------------------------------------------

local function stopped(number)
   in_trouble(STOPPED, "The analyzer ended before its time. Frames from number " .. (number_of[answered + 1] or number)
      .. " on were not analysed; reload the file to start it again.", nil)
   hang_up()
end

local function take_answer(number)
   local head = session.reply:read(8)
   local last, body
   if head and #head == 8 then
      local length
      length, last = unpack(">I4I4", head)
      length = length - 4
      body = length == 0 and "" or session.reply:read(length)
      if body and #body ~= length then body = nil end
   end
   if not body then return stopped(number) end

   answered, unasked = last, 0
   local at = 1
   while at <= #body do
      local id, length = unpack(">I4I4", body, at)
      local list = annotations[id]
      if not list then
         list = {}
         annotations[id] = list
      end
      list[#list + 1] = sub(body, at + 8, at + 7 + length)
      at = at + 8 + length
   end
end

local function ask(number)
   if not session.request:write("\3\0\0\0\0") or not session.request:flush() then return stopped(number) end
   take_answer(number)
end

local function send(tvb, pinfo, number, link_type, wait)
   local octets = tvb:raw()
   local id = next_id
   next_id = id + 1
   id_of[number], number_of[id], numbers_are_final, claimed = id, number, false, number
   unasked = unasked + 1
   local time = floor(pinfo.abs_ts * 1e6 + 0.5)
   local head = pack(">I4I4I2dI4", 18 + #octets, id, link_type, time, pinfo.len)
   local ok = session.request:write(wait and "\2" or "\1", head, octets)
   if wait then
      ok = ok and session.request:flush()
      if ok then take_answer(number) end
   elseif unasked >= SYNC_EVERY and ok then
      ask(number)
   end
   if not ok and not session.dead then stopped(number) end
end

-- Showing. -----------------------------------------------------------------------------------------------------------------------------

-- On the first pass a frame that a read filter (-R) drops leaves its number to the next one.
local function settle_claim(number)
   if number == claimed then
      id_of[number] = nil
      filtering = true
   end
   claimed = nil
end

-- On a pass after the first, the frame that kept a number is the last one that had claimed it. No frame came after the last one of the
-- capture: under a filter, links lead to it only once it has shown itself.
local function settle_numbers()
   number_of = {}
   for number, id in pairs(id_of) do
      if not (filtering and number == claimed) then number_of[id] = number end
   end
   numbers_are_final = true
end

local function show_field(parent, index, range, encoded, at)
   local kind, field = kinds[index], fields[index]
   if kind == "bytes" then return parent:add(field, range), at end
   local value
   if kind == "string" then
      local length = unpack(">I2", encoded, at)
      value, at = sub(encoded, at + 2, at + 1 + length), at + 2 + length
   elseif kind == "double" then
      value, at = unpack(">d", encoded, at), at + 8
   elseif kind == "ether" then
      value, at = Address.ether(string.format("%02x:%02x:%02x:%02x:%02x:%02x", byte(encoded, at, at + 5))), at + 6
   else
      value, at = unpack(">I4", encoded, at), at + 4
      if kind == "bool" then value = value ~= 0 end
      if kind == "framenum" then
         value = number_of[value]
         if not value then return parent, at end -- filtered out with -R: there is nothing to link to
      end
   end
   local item = range and parent:add(field, range, value) or parent:add(field, value)
   if not range or kind == "string" then item:set_generated() end
   return item, at
end

local function show(encoded, tvb, subtree)
   local parents = { [0] = subtree }
   local at, length = 1, tvb:len()
   while at <= #encoded do
      local kind, depth, index, offset, count = unpack(">BBI2I4I2", encoded, at)
      at = at + 10
      local range = offset + count <= length and count > 0 and tvb(offset, count) or nil
      local parent = parents[depth] or subtree
      if kind == 1 then
         parents[depth + 1], at = show_field(parent, index, range, encoded, at)
      else
         local size = unpack(">I2", encoded, at)
         local text = sub(encoded, at + 2, at + 1 + size)
         at = at + 2 + size
         if kind == 2 then
            parent:add_proto_expert_info(experts[index], text)
         else
            parents[depth + 1] = range and parent:add(range, text) or parent:add(proto, text)
         end
      end
   end
end

local function show_trouble(tree, number)
   trouble.number = trouble.number or number
   if trouble.number ~= number then return end
   tree:add(proto, "WsBridge"):set_generated():add_proto_expert_info(trouble.expert, trouble.text)
end

local function show_frame(tvb, tree, number, id)
   if trouble then show_trouble(tree, number) end
   local list = id and annotations[id]
   if not list then return end
   local subtree = tree:add(proto, tvb(), "WsBridge")
   subtree:set_generated()
   for _, encoded in ipairs(list) do show(encoded, tvb, subtree) end
end

-- Every frame. -------------------------------------------------------------------------------------------------------------------------

local raw_80211 -- set by the dissector below, for the frame at hand

-- LINKTYPE and where the MAC header begins, by what each pseudo-header begins with; nil when this is none of them.
local function link(head)
   if raw_80211 then
      raw_80211 = false
      return 105, 0
   end
   local b1, b2, b3, b4 = byte(head, 1, 4)
   if not b4 then return nil end
   local length = b3 + b4 * 256
   if b1 == 0 then
      if length >= 8 and length < 256 then
         -- Radiotap may begin with the same eight octets; what follows is the head of a PPI field, whose length fits in.
         if sub(head, 5, 8) == "\105\0\0\0" then
            local field = head .. "\0\0\0\0"
            if length == 8 or find(field, "^.\0", 9) and unpack("<I2", field, 11) + 12 <= length then return 192, length end
         end
         if b2 == 0 then return 127, length end
      end
      if b2 == 0 and b3 == 0 and (b4 == 0x44 or b4 == 0x41) then return 119, 144 end
   end
   if b1 == 0x44 and b2 == 0 and length == 0 then return 119, 144 end
   if b1 == 0x80 and b2 == 0x21 and b3 == 0x10 then
      local avs = unpack(">I4", head .. "\0\0\0\0", 5)
      if avs >= 64 and avs < 128 then return 163, avs end
   end
   return nil
end

local function wants(head, mac, choice, tvb, pinfo)
   if choice == 1 then return true end
   if choice == 4 then
      local at = find(head, session.mark, mac + 1, true)
      return at ~= nil and at <= mac + session.within
   end
   if choice == 3 then return previous_was_sent end
   if choice == 2 then
      local key = sub(head, mac + 11, mac + 16) .. tvb:len()
      local now = floor(pinfo.abs_ts * 1e6 + 0.5)
      local before = last_sent[key]
      if before and now >= before and now - before < session.again then return false end
      if not pinfo.visited then last_sent[key] = now end
      return true
   end
   return false
end

local function look(tvb, pinfo, tree)
   if claimed and not pinfo.visited then settle_claim(pinfo.number) end
   local length = tvb:len()
   local head = tvb:raw(0, length < 256 and length or 256)
   local link_type, mac = link(head)
   local frame_control = link_type and byte(head, mac + 1)
   if not frame_control then return end

   if not session and not trouble then
      local why
      session, why = start()
      if not session then
         in_trouble(NOT_STARTED, "The analyzer " .. host_path() .. " could not be started: " .. why
            .. ". Run `wsbridge doctor`, or set WSBRIDGE_HOST to the wsbridge program.", nil)
      end
   end
   if not session then return show_trouble(tree, pinfo.number) end

   local choice = session.choices[frame_control + 1]
   if choice == 0 then
      previous_was_sent = false
      return
   end

   if pinfo.visited then
      local number = pinfo.number
      if answered < next_id - 1 and not session.dead then ask(number) end
      if not numbers_are_final then settle_numbers() end
      if number == claimed then number_of[id_of[number]] = number end
      return show_frame(tvb, tree, number, id_of[number])
   end

   if not wants(head, mac, choice, tvb, pinfo) then
      previous_was_sent = false
      return
   end

   local number = pinfo.number
   if not session.dead then
      previous_was_sent = true
      send(tvb, pinfo, number, link_type, always_wait or find(tostring(tree), "has subtree=true", 1, true) ~= nil)
   end
   show_frame(tvb, tree, number, id_of[number])
end

function proto.dissector(tvb, pinfo, tree)
   local ok, why = pcall(look, tvb, pinfo, tree)
   if not ok and not trouble then
      in_trouble(STUB_ERROR, tostring(why), nil)
      show_trouble(tree, pinfo.number)
   end
end

proto.init = reset
register_postdissector(proto)

-- 802.11 without a pseudo-header has no mark of its own: its link-layer dissector is wrapped, only to say that it was called.
local encapsulations = DissectorTable.get("wtap_encap")
local raw_proto = Proto("wsbridge_80211", "WsBridge: raw 802.11")
local originals = {}

function raw_proto.dissector(tvb, pinfo, tree)
   raw_80211 = tvb:len() == pinfo.caplen -- PPI and some tunnels call it for what is inside them
   -- Dissector.call has shown what was malformed before it raises an error.
   pcall(originals[pinfo.match_uint].call, originals[pinfo.match_uint], tvb, pinfo, tree)
   return tvb:len()
end

for _, encapsulation in ipairs { wtap.IEEE_802_11, wtap.IEEE_802_11_WITH_RADIO } do
   local original = encapsulation and encapsulations:get_dissector(encapsulation)
   if original then
      originals[encapsulation] = original
      encapsulations:add(encapsulation, raw_proto)
   end
end
