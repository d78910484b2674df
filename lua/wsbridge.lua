-- WsBridge: hands 802.11 frames to an analyzer process and shows what it answers. It decides nothing: which frames are wanted, what is
-- found in them and how it is worded come from the analyzer (src/WsBridge.Host/PROTOCOL.md). Runs on Lua 5.2 (Wireshark up to 4.2) and 5.4.

-- Of several copies that Wireshark loads, the first one works. One that was installed was told its program.
local installed = package.loaded["wsbridge stub"] or {}
if installed.is_loaded then return end
installed.is_loaded, package.loaded["wsbridge stub"] = true, installed

local WINDOWS = package.config:sub(1, 1) == "\\"
local PROTOCOL_VERSION = 7

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

-- The fields of plugins that this user has added: `wsbridge tshark` names the file; installed, it is where .NET keeps data of users.
local function schema_of_plugins()
   local named = os.getenv("WSBRIDGE_SCHEMA")
   if named or not installed.program then return named end
   local home, data = os.getenv("HOME") or "", os.getenv(WINDOWS and "LOCALAPPDATA" or "XDG_DATA_HOME") or ""
   for _, folder in ipairs { data ~= "" and data or home .. "/.local/share", home .. "/Library/Application Support" } do
      local path = folder .. "/wsbridge/plugins/wsbridge_schema.lua"
      if readable(path) then return path end
   end
end

local schema_path = schema_of_plugins() or beside("wsbridge_schema.lua")
local schema = readable(schema_path) and dofile(schema_path) or { hash = string.rep("0", 32), fields = {}, experts = {} }

local wanted = schema.wanted -- what plugins want beyond what the built-in analysis does; nil where there are none

local function host_path()
   local path = os.getenv("WSBRIDGE_HOST") or installed.program
   if path then return path end
   for _, name in ipairs { "wsbridge", "wsbridge.exe", "../wsbridge", "../wsbridge.exe" } do
      if readable(beside(name)) then return beside(name) end
   end
   return "wsbridge"
end

-- Fields and expert infos, as the schema lists them. -----------------------------------------------------------------------------------

local proto = Proto("wsbridge", "WsBridge 802.11 analysis")
local fields, kinds, experts = {}, {}, {}
local all_fields, all_experts = {}, {}

local make_field
do
   -- How a field is written, whose names its values have, and which of its bits count: only fields of plugins have any of these.
   local function details(field)
      return base[field.base or "DEC"], field.names, field.mask and tonumber(field.mask, 16)
   end

   local function integer(make)
      return function(filter, label, text, field)
         local shown, names, mask = details(field)
         return make(filter, label, shown, names, mask, text)
      end
   end

   local function long_integer(make)
      return function(filter, label, text, field)
         local shown, names = details(field)
         return make(filter, label, shown, names, field.mask and UInt64.fromhex(field.mask), text)
      end
   end

   local function boolean(filter, label, text, field)
      local _, names, mask = details(field)
      local width = 8
      while mask and width < 32 and mask >= 2 ^ width do width = width * 2 end
      return ProtoField.bool(filter, label, mask and width or base.NONE, names and { names[1] or "True", names[0] or "False" }, mask, text)
   end

   make_field = {
      string = function(filter, label, text) return ProtoField.string(filter, label, base.UNICODE, text) end,
      bytes = function(filter, label, text) return ProtoField.bytes(filter, label, base.NONE, text) end,
      double = function(filter, label, text) return ProtoField.double(filter, label, text) end,
      bool = boolean,
      ether = function(filter, label, text) return ProtoField.ether(filter, label, text) end,
      framenum = function(filter, label, text) return ProtoField.framenum(filter, label, base.NONE, frametype.NONE, nil, text) end,
      uint8 = integer(ProtoField.uint8),
      uint16 = integer(ProtoField.uint16),
      uint24 = integer(ProtoField.uint24),
      uint32 = integer(ProtoField.uint32),
      int8 = integer(ProtoField.int8),
      int16 = integer(ProtoField.int16),
      int32 = integer(ProtoField.int32),
      uint64 = long_integer(ProtoField.uint64),
      int64 = long_integer(ProtoField.int64),
      float = function(filter, label, text) return ProtoField.float(filter, label, text) end,
      ipv4 = function(filter, label, text) return ProtoField.ipv4(filter, label, text) end,
      ipv6 = function(filter, label, text) return ProtoField.ipv6(filter, label, text) end,
      absolute_time = function(filter, label, text) return ProtoField.absolute_time(filter, label, base.UTC, text) end,
      relative_time = function(filter, label, text) return ProtoField.relative_time(filter, label, text) end,
   }
end

for index, field in ipairs(schema.fields) do
   local filter, label, kind, description = field[1], field[2], field[3], field[4]
   local made = make_field[kind](filter, label, description, field)
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

-- The command line tells what a script cannot see otherwise; nil where the system does not show it.
local function command_line()
   local file = io.open("/proc/self/cmdline", "rb")
   if not file then return nil end
   local arguments = file:read("*a")
   file:close()
   return arguments
end

-- `-z expert` looks at expert infos without asking for a tree.
local function expert_statistics_wanted(arguments)
   return os.getenv("WSBRIDGE_WAIT") ~= nil
      or arguments ~= nil and (find(arguments, "\0-z\0expert", 1, true) or find(arguments, "\0-zexpert", 1, true)) ~= nil
end

-- tshark shows a frame again only with -2, which may stand among other letters; without it there is no read filter either.
local in_window = gui_enabled()
local function one_pass_only(arguments)
   return not in_window and arguments ~= nil and not find(arguments, "\0%-%w*2")
end

local always_wait = expert_statistics_wanted(command_line())
local seen_once = one_pass_only(command_line())

-- State of one capture. ----------------------------------------------------------------------------------------------------------------

local session            -- request and reply pipe, and what the analyzer wants; nil before the first 802.11 frame
local trouble            -- what the bridge has to say of itself: expert, text, the frame it shows on
local next_id            -- of the next frame that is sent
local answered           -- the last frame that was answered for
local number_of          -- id -> frame number, false for a frame that a read filter dropped
local id_of              -- frame number -> id, on a pass after the first; nil before
local claimed            -- number of the frame that was just sent, where a read filter can be: the next frame tells whether it kept it
local filtering          -- a frame did not keep its number
local annotations        -- id -> list of encoded annotations
local unsplit            -- answers that nobody has looked into: in tshark without a tree nobody ever does
local spool              -- a file for those of a first pass: much memory that is kept makes Lua slow
local last_sent          -- transmitter and length -> when it was sent, for what is wanted now and then
local transmitters       -- how many are in last_sent
local expected           -- receiver and transmitter -> how many encrypted data frames were seen since a marked one went between them
local expected_count     -- how many are in it
local sent_encrypted     -- one of them was
local expected_looks     -- for how many encrypted data frames more it is looked into
local previous_was_sent
local unasked            -- frames sent since the last question
local awaited            -- an answer about progress is on its way
local looks              -- somebody looks at the frames of this pass; nil while that is not known
local passed             -- the first pass of tshark is over
local idle               -- so it is, and nobody looks at this one
local keeps              -- data frames are kept for a while: what is told from them may be shown
local settled            -- the analyzer knows that no frame comes after those that were sent
local first_sent         -- in a window: when the first frame was captured, and when it came, in seconds
local latest_sent        -- and the latest

local MOST_TRANSMITTERS = 16384 -- then last_sent starts anew: whoever transmits chooses the addresses
local MOST_EXPECTED = 1024      -- the same for expected
local EXPECTED_LOOKS = 4096     -- so long after the latest marked frame
local POWER_OF_TWO = { true, true, [4] = true, [8] = true, [16] = true, [32] = true, [64] = true, [128] = true }
local SILENCE = 5        -- seconds without a frame, after which a capture in a window has ended
local SYNC_EVERY = 512   -- bounds, twice, what is lost when the analyzer dies while nobody looks

local outbox, outbox_end = {}, 0 -- octets that wait to be written: each write wakes the analyzer
local OUTBOX_FULL = 384 -- two for each frame; about as much as fits into a pipe

local function send_outbox()
   local octets = table.concat(outbox, "", 1, outbox_end)
   outbox_end = 0
   return session.request:write(octets)
end

-- What follows the last request that is waited for goes out with others, or at the end.
local function post(head, octets, now)
   outbox[outbox_end + 1], outbox[outbox_end + 2] = head, octets
   outbox_end = outbox_end + 2
   return not (now or outbox_end >= OUTBOX_FULL) or send_outbox()
end

local function hang_up()
   session.dead = true
   send_outbox()
   session.request:close() -- the analyzer ends with its request pipe
   session.reply:close()
   session.shell:close() -- and is waited for
end

-- Where every frame is sent, ids are frame numbers until a read filter drops one: only others are noted.
local own_number = {
   __index = function(_, id) return id < next_id and id or nil end,
}

local function reset()
   if session and not session.dead then hang_up() end
   session, trouble = nil, nil
   next_id, answered = 1, 0
   number_of, annotations, unsplit, last_sent = wanted and wanted.every and setmetatable({}, own_number) or {}, {}, {}, {}
   previous_was_sent, unasked, awaited, transmitters = false, 0, false, 0
   expected, expected_count, expected_looks, sent_encrypted = {}, 0, 0, false
   id_of, claimed, filtering, looks, passed, idle = nil, nil, false, nil, false, false
   settled, keeps, first_sent, latest_sent = false, true, nil, nil
   if spool then spool:close() end
   spool = nil
end
reset()

-- Starting the analyzer. ---------------------------------------------------------------------------------------------------------------

-- Whatever WSBRIDGE_HOST is, and whatever it announces: opened is only what cannot seek (pipes; Lua cannot tell terminals from them),
-- only in the folder that an analyzer makes in the temporary one, and in ways that make and cut no file.

local function resolved(path)
   local names = {}
   for name in path:gmatch("[^/]+") do
      if name == ".." then names[#names] = nil elseif name ~= "." then names[#names + 1] = name end
   end
   return "/" .. table.concat(names, "/")
end

local function temporary_folder()
   local folder = os.getenv("TMPDIR") or ""
   if folder == "" then folder = "/tmp" end
   return resolved(sub(folder, 1, 1) == "/" and folder or (os.getenv("PWD") or "") .. "/" .. folder)
end

local function is_agreed(path, name)
   if WINDOWS then return find(path, "^\\\\%.\\pipe\\wsbridge%-%x+%-" .. name .. "$") ~= nil end
   local folder = path:match("^(.*)/wsbridge%-%w+/" .. name .. "$")
   return folder ~= nil and resolved(folder) == temporary_folder()
end

local function is_pipe(file) return file:seek("cur") == nil end

local function open_pipe(path, name, mode)
   if not is_agreed(path, name) then return nil, "it announces " .. path .. ", which is none of its pipes in the temporary folder" end
   if WINDOWS then return io.open(path, mode) end
   -- Opened for both directions a pipe waits for nobody; then opening our direction does not wait either, even if the analyzer just died.
   local hold, why = io.open(path, "r+b")
   if not hold then return nil, why end
   local pipe
   if is_pipe(hold) then pipe, why = io.open(path, mode) end
   if not pipe or not is_pipe(pipe) then
      if pipe then pipe:close() end
      pipe, why = nil, why or "it announces " .. path .. ", which is no pipe"
   end
   hold:close()
   return pipe, why
end

local MOST_LINES, LONGEST_LINE = 100, 4096 -- of what comes before the announcement: any program may be the host

local function read_line(shell)
   local octets = {}
   for index = 1, LONGEST_LINE do
      local octet = shell:read(1)
      if not octet and index == 1 then return nil end
      if not octet or octet == "\n" then break end
      octets[index] = octet
   end
   return table.concat(octets)
end

-- What others say is shown, and steers no terminal.
local function printable(text)
   local function escaped(octets) return (octets:gsub(".", function(octet) return ("\\x%02x"):format(byte(octet)) end)) end
   return (sub(text, 1, LONGEST_LINE):gsub("%c", escaped):gsub("\194[\128-\159]", escaped)) -- C0, and C1 as UTF-8
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
   for _ = 1, MOST_LINES do -- a warning may come first, from the shell or the runtime
      local line = read_line(shell)
      if not line then break end
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
   if not request_path then return nil, printable(reply_path) end
   local request, request_why = open_pipe(request_path, "request", WINDOWS and "wb" or "ab")
   local reply, reply_why
   if request then reply, reply_why = open_pipe(reply_path, "reply", "rb") end
   if not reply then
      if request then request:close() end
      shell:close() -- the analyzer sees that nobody reads it, and ends
      return nil, printable(request_why or reply_why)
   end
   request:setvbuf("no") -- the outbox gathers more than the buffer of a C library does

   local client = "Wireshark " .. get_version()
   request:write("WSBR" .. pack("B", PROTOCOL_VERSION) .. from_hex(schema.hash) .. pack("B", #client) .. client)
   local status = reply:read(1)
   local text = status and reply:read(read_u16(reply))
   if status ~= "\0" then
      request:close()
      reply:close()
      shell:close()
      return nil, printable(text or "it ended before it answered")
   end

   local choices = { byte(reply:read(256), 1, 256) }
   local mark = reply:read(byte(reply:read(1)))
   local within = read_u16(reply)
   local again = unpack(">I4", reply:read(4))
   local encrypted, fragments = byte(reply:read(2), 1, 2)
   return {
      request = request, reply = reply, shell = shell, choices = choices, mark = mark, within = within, again = again,
      encrypted = encrypted, fragments = fragments == 1,
   }
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

local LONGEST_ANSWER = 2 ^ 28 -- much more than is ever said on so many frames
local PIECE = 2 ^ 20          -- so that a length costs no memory until its octets are there

local function read_octets(length)
   if length < 0 or length > LONGEST_ANSWER then return nil end
   local pieces = {}
   while length > 0 do
      local piece = session.reply:read(math.min(length, PIECE))
      if not piece then return nil end
      pieces[#pieces + 1], length = piece, length - #piece
   end
   return table.concat(pieces)
end

local function read_answer(number)
   local head = session.reply:read(8)
   local last, body
   if head and #head == 8 then
      local length
      length, last = unpack(">I4I4", head)
      body = read_octets(length - 4)
   end
   if not body then return stopped(number) end

   answered = last
   if body == "" then return end
   if not looks then spool = spool or io.tmpfile() end
   if looks or not (spool and spool:write(body)) then unsplit[#unsplit + 1] = body end
end

local function take_answer(number)
   unasked = 0
   if awaited then
      awaited = false
      read_answer(number)
      if session.dead then return end
   end
   read_answer(number)
end

local function split(body)
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

local function annotations_of(id)
   local spooled, bodies = spool, unsplit
   spool, unsplit = nil, {} -- first: what cannot be split fails once, and not with each frame
   if spooled then
      spooled:seek("set")
      local body = spooled:read("*a")
      spooled:close()
      split(body)
   end
   for _, body in ipairs(bodies) do split(body) end
   local list = annotations[id]
   if seen_once then annotations[id] = nil end -- nobody comes back for them
   return list
end

local ANNOTATIONS, PROGRESS, NOBODY_LOOKS, SETTLE = "\3\0\0\0\0", "\5\0\0\0\0", "\10\0\0\0\0", "\11\0\0\0\0"

local function ask_annotations(number)
   if not post(ANNOTATIONS, "", true) then return stopped(number) end
   take_answer(number)
end

-- What nobody will look at stays where it is, and the answer is read when the next one is due: neither side waits for the other. It is
-- a few octets, which fit into the pipe; annotations may not, and are waited for.
local function ask_progress(number)
   if awaited then read_answer(number) end
   if session.dead then return end
   if not post(PROGRESS, "", true) then return stopped(number) end
   awaited, unasked = true, 0
end

local function finish(sent, number, wait)
   if not sent then
      stopped(number)
   elseif wait then
      take_answer(number)
   elseif seen_once then
      ask_progress(number)
   else
      ask_annotations(number)
   end
end

local function note_time(pinfo)
   latest_sent = { captured = pinfo.abs_ts, came = os.time() }
   first_sent = first_sent or latest_sent
   settled = false
end

local function take_id(number, pinfo, is_known)
   local id = next_id
   if in_window then note_time(pinfo) end
   next_id, unasked = id + 1, unasked + 1
   if not is_known then number_of[id] = number end
   if not seen_once then id_of, claimed = nil, number end
   return id
end

local function send(octets, pinfo, link_type, wait)
   local number = pinfo.number
   local id = take_id(number, pinfo)
   local time = floor(pinfo.abs_ts * 1e6 + 0.5)
   local head = pack(">BI4I4I2dI4", wait and 2 or 1, 18 + #octets, id, link_type, time, pinfo.len)
   local sent = post(head, octets, wait)
   if wait or not sent or unasked >= SYNC_EVERY then finish(sent, number, wait) end
end

-- The same in one pass under which nobody looks, in as few steps as can be: each look at pinfo costs as much as sending does. The number is
-- only asked for where analysis stopped, which is after an answer.
local function send_quietly(octets, pinfo, link_type)
   local id = next_id
   if unasked == 0 then number_of[id] = pinfo.number end
   next_id, unasked = id + 1, unasked + 1
   outbox[outbox_end + 1] = pack(">BI4I4I2dI4", 1, 18 + #octets, id, link_type, floor(pinfo.abs_ts * 1e6 + 0.5), pinfo.len)
   outbox[outbox_end + 2] = octets
   outbox_end = outbox_end + 2
   if outbox_end >= OUTBOX_FULL and not send_outbox() then
      stopped(pinfo.number)
   elseif unasked >= SYNC_EVERY then
      ask_progress(pinfo.number)
   end
end

local send_unseen = seen_once and send_quietly or send

-- A packet with 802.11 inside: the analyzer unwraps it, and chooses.
local UNKNOWN_LINK, ANALYZER_CHOOSES = 65535, 8

local function send_wrapped(octets, pinfo, wait)
   local number = pinfo.number
   local id = take_id(number, pinfo)
   local time = floor(pinfo.abs_ts * 1e6 + 0.5)
   local head = pack(">BI4I4I2dI4BB", wait and 7 or 6, 20 + #octets, id, UNKNOWN_LINK, time, pinfo.len, ANALYZER_CHOOSES, 0)
   local sent = post(head, octets, wait)
   if wait or not sent or unasked >= SYNC_EVERY then finish(sent, number, wait) end
end

-- What follows a frame that was sent is told from it alone: it takes no id, and nothing is said on it. They are very many and of few
-- lengths.
local follower_heads = {}

local function send_follower(octets, pinfo, link_type)
   local kind = #octets * 65536 + link_type
   local head = follower_heads[kind]
   if not head then
      head = pack(">BI4I2", 4, 2 + #octets, link_type)
      follower_heads[kind] = head
   end
   if not post(head, octets) then stopped(pinfo.number) end
end

-- Showing. -----------------------------------------------------------------------------------------------------------------------------

-- On the first pass a frame that a read filter (-R) drops leaves its number to the next one.
local function settle_claim(number)
   if number == claimed then
      number_of[next_id - 1] = false
      filtering = true
   end
   claimed = nil
end

-- On a pass after the first, numbers are final. No frame came after the last one of the capture: under a filter, links lead to it only
-- once it has shown itself.
local function settle_numbers()
   id_of = {}
   for id = 1, next_id - 1 do
      if number_of[id] then id_of[number_of[id]] = id end
   end
   if filtering and claimed then number_of[next_id - 1] = false end
end

-- Values that only fields of plugins have.
local make_value = {
   int8 = function(encoded, at) return unpack(">i4", encoded, at), at + 4 end,
   uint64 = function(encoded, at) return unpack(">E", encoded, at), at + 8 end,
   int64 = function(encoded, at) return unpack(">e", encoded, at), at + 8 end,
   ipv4 = function(encoded, at) return Address.ip(string.format("%d.%d.%d.%d", byte(encoded, at, at + 3))), at + 4 end,
   ipv6 = function(encoded, at)
      local length = unpack(">I2", encoded, at)
      return Address.ipv6(sub(encoded, at + 2, at + 1 + length)), at + 2 + length
   end,
   absolute_time = function(encoded, at)
      local seconds, nanoseconds = unpack(">i4i4", encoded, at)
      return NSTime.new(seconds, nanoseconds), at + 8
   end,
}
make_value.int16, make_value.int32, make_value.relative_time = make_value.int8, make_value.int8, make_value.absolute_time

-- The value of a line as the tree takes it, and where the next line begins; nil for a link to a frame that -R filtered out.
local function read_value(kind, encoded, at)
   if kind == "string" then
      local length = unpack(">I2", encoded, at)
      return sub(encoded, at + 2, at + 1 + length), at + 2 + length
   elseif kind == "double" or kind == "float" then
      return unpack(">d", encoded, at), at + 8
   elseif make_value[kind] then
      return make_value[kind](encoded, at)
   elseif kind == "ether" then
      return Address.ether(string.format("%02x:%02x:%02x:%02x:%02x:%02x", byte(encoded, at, at + 5))), at + 6
   end
   local value = unpack(">I4", encoded, at)
   if kind == "bool" then value = value ~= 0 end
   if kind == "framenum" then value = number_of[value] or nil end
   return value, at + 4
end

local function show_field(parent, index, range, encoded, at)
   local kind, field = kinds[index], fields[index]
   if kind == "bytes" then return parent:add(field, range), at end
   local value
   value, at = read_value(kind, encoded, at)
   if value == nil then return parent, at end
   local item = range and parent:add(field, range, value) or parent:add(field, value)
   if not range or kind == "string" then item:set_generated() end
   return item, at, kind == "string" and value
end

-- All lines of a frame, flat and in order.
local function values_of(list)
   local values = {}
   for _, encoded in ipairs(list) do
      local at = 1
      while at <= #encoded do
         local kind, _, index = unpack(">BBI2", encoded, at)
         at = at + 10
         if kind == 1 and kinds[index] ~= "bytes" then
            local value
            value, at = read_value(kinds[index], encoded, at)
            if type(value) == "userdata" then value = tostring(value) end
            if value ~= nil then values[#values + 1] = { schema.fields[index + 1][1], value } end
         elseif kind == 2 or kind == 3 or kind == 4 then
            at = at + 2 + unpack(">I2", encoded, at)
         end
      end
   end
   return values
end

-- Payloads that a plugin claims as a protocol of its own, in the frame at hand: set by the dissectors of the claims. Whatever a plugin
-- says stands below the first of its own, or else below a line with its title.
local payloads, payload_count = {}, 0
local plugin_items = {}

local DETACHED, DETACHED_STEP = 2 ^ 30, 2 ^ 24

local function detached_range(offset, count)
   if offset < DETACHED or offset >= 2 ^ 31 or count == 0 then return nil end
   local payload = payloads[floor((offset - DETACHED) / DETACHED_STEP) + 1]
   local at = (offset - DETACHED) % DETACHED_STEP
   return payload and at + count <= payload.tvb:len() and payload.tvb(at, count) or nil
end

local function subtree_of(owner, subtree)
   local item = plugin_items[owner]
   if not item then
      item = subtree:add(proto, schema.plugins[owner + 1][2])
      item:set_generated()
      plugin_items[owner] = item
   end
   return item
end

local function show_info(owner, text, pinfo)
   for index = 1, payload_count do
      local payload = payloads[index]
      if payload.owner == owner then
         if payload.has_info then pinfo.cols.info:append("; ") end
         payload.has_info = true
         pinfo.cols.info:append(text)
         return
      end
   end
   pinfo.cols.info:append(" [" .. text .. "]")
end

local severity_field, name_field
for index, field in ipairs(schema.fields) do
   if field[1] == "wsbridge.severity" then severity_field = index - 1 end
   if field[1] == "wsbridge.name" then name_field = index - 1 end
end

local RANKS = { CHAT = 1, NOTE = 2, WARN = 3, ERROR = 4 }

-- The line of WsBridge says the most severe text, the first of several.
local function raise(said, text, rank)
   if rank > said.rank then said.text, said.rank = text, rank end
end

local function say(said, text, rank)
   said.count = said.count + 1
   raise(said, text, rank)
end

-- Its rule and severity, for the packet list: they are lines of their own, below that of the message.
local function note_rule(said, index, text)
   if index == name_field then
      said.name = text
   elseif index == severity_field then
      local rank = RANKS[text:upper()] or 0
      if rank > (said.rule_rank or 0) then said.rule, said.severity, said.rule_rank = said.name, text, rank end
   end
end

local function show(encoded, tvb, subtree, said, pinfo)
   local parents = { [0] = subtree }
   local at, length = 1, tvb:len()
   local owner
   local headline -- a text with lines below it: what they are about, where no expert info says so
   local below    -- the same, once it was said
   while at <= #encoded do
      local kind, depth, index, offset, count = unpack(">BBI2I4I2", encoded, at)
      at = at + 10
      local range = offset + count <= length and count > 0 and tvb(offset, count) or nil
      local parent = parents[depth] or subtree
      if kind == 1 then
         local text
         parents[depth + 1], at, text = show_field(parent, index, range, encoded, at)
         if depth == 0 then
            headline, below = text, nil
         elseif headline and not owner then
            say(said, headline, 0)
            headline, below = nil, headline
         end
         if depth > 0 and text and in_window then note_rule(said, index, text) end
         if depth > 0 and below and index == severity_field then
            raise(said, below, RANKS[(text or ""):upper()] or 0)
         end
      elseif kind == 5 or kind == 6 then
         range = range or detached_range(offset, count)
         parents[depth + 1] = range and (kind == 5 and parent:add(fields[index], range) or parent:add_le(fields[index], range)) or parent
      elseif kind == 7 then
         owner = index
         subtree = subtree_of(owner, subtree)
         parents[0] = subtree
      else
         local size = unpack(">I2", encoded, at)
         local text = sub(encoded, at + 2, at + 1 + size)
         at = at + 2 + size
         if kind == 2 then
            parent:add_proto_expert_info(experts[index], text)
            if not owner then
               say(said, text, RANKS[schema.experts[index + 1][4]] or 0)
               headline = nil
            end
         elseif kind == 4 then
            show_info(owner, text, pinfo)
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

local function claimed_by_all(list)
   for _, encoded in ipairs(list) do
      local kind, _, owner = unpack(">BBI2", encoded)
      if kind ~= 7 or not plugin_items[owner] then return false end
   end
   return true
end

local window -- what is Wireshark's window's own; nil in tshark, and where the user does not want it
local is_coloured -- its packet list is

local function show_frame(tvb, tree, number, id, pinfo)
   if trouble then show_trouble(tree, number) end
   local list = id and annotations_of(id)
   if not list then return end
   local subtree, said = tree, { count = 0, rank = -1 }
   if payload_count == 0 or not claimed_by_all(list) then
      subtree = tree:add(proto, tvb(), "WsBridge")
      subtree:set_generated()
   end
   for _, encoded in ipairs(list) do show(encoded, tvb, subtree, said, pinfo) end
   if said.text then subtree:append_text(": " .. said.text .. (said.count > 1 and " (and more)" or "")) end
   local word = window and said.rule and window.word(said.rule, said.severity)
   if word then pinfo.cols.info:append(word) end
end

-- Every frame. -------------------------------------------------------------------------------------------------------------------------

local HEAD = 256 -- octets that are looked at to choose a frame; the analyzer does the same with a file

-- LINKTYPE_ numbers: those of LinkTypes.cs, to which a test holds them.
local LINK = { ETHERNET = 1, IEEE80211 = 105, PRISM = 119, RADIOTAP = 127, AVS = 163, PPI = 192 }

local raw       -- Tvb.raw, found once: finding it costs as much as calling it

-- 802.11 without a pseudo-header of its own (LINKTYPE 105; CommView, Peek and the like) has no mark: Wireshark's dissector tells, by the
-- addresses that it has found. Nothing may stand between it and its caller, who hands it what does not pass through Lua.
local unsure = true     -- what looks like radiotap may be something else: until a frame was radiotap for sure
local has_others        -- a frame of this capture has no pseudo-header
local has_raw           -- and was 802.11
local wired, wired_count = {}, 0 -- how frames begin that are not 802.11

local MOST_WIRED = 4096

-- 802.11 inside other packets: what Wireshark's dissectors took for it, whatever told them to.
local outer_address, outer_count = {}, 0 -- six octets -> the address as Wireshark writes it
local wrapping_ports = {}                -- UDP ports on which such packets were
local is_wrapping = false                -- there were some

local function forget_links()
   unsure, has_others, has_raw, wired, wired_count = true, false, false, {}, 0
   outer_address, outer_count, wrapping_ports, is_wrapping = {}, 0, {}, false
end

-- As Wireshark writes it, with a name where it has one.
local function address_at(octets, at)
   if #octets < at + 6 then return nil end
   return tostring(Address.ether(string.format("%02x:%02x:%02x:%02x:%02x:%02x", byte(octets, at + 1, at + 6))))
end

-- The source is where a MAC header at the first octet has it, by To DS and From DS (in an A-MSDU it may be the transmitter), and not where
-- Ethernet has it. A control frame has none: it is asked about where it follows a frame that was sent.
local SOURCE_BY_DS = { [0] = 10, 10, 16, 24 }

local function is_80211(octets, pinfo)
   local frame_control = byte(octets)
   if not frame_control then return false end
   if frame_control % 16 == 4 then return has_raw and tostring(pinfo.dl_dst) ~= address_at(octets, 0) end
   local head = sub(octets, 1, 14)
   if frame_control % 4 ~= 0 or wired[head] then return false end
   local ds = (byte(octets, 2) or 0) % 4
   local source = tostring(pinfo.dl_src)
   if source ~= address_at(octets, 6)
      and (source == address_at(octets, SOURCE_BY_DS[ds]) or ds == 2 and source == address_at(octets, 10)) then
      has_raw = true
      return true
   end
   if wired_count >= MOST_WIRED then wired, wired_count = {}, 0 end
   wired[head], wired_count = true, wired_count + 1
   return false
end

local function outer_address_at(octets, at)
   local key = sub(octets, at + 1, at + 6)
   local address = outer_address[key]
   if not address then
      if outer_count >= MOST_WIRED then outer_address, outer_count = {}, 0 end
      address = address_at(octets, at) or ""
      outer_address[key], outer_count = address, outer_count + 1
   end
   return address
end

-- The dissector of 802.11 puts its addresses in the place of those outside, which Ethernet and Linux cooked (both versions) have where they
-- are looked for here. Acknowledgements have no source: they come on a port that others came on. Of fragments only the last has a port.
local function holds_80211(octets, pinfo)
   local is_udp = pinfo.port_type == 3
   if is_wrapping then
      if not is_udp and pinfo.port_type ~= 2 then return true end
      if wrapping_ports[pinfo.dst_port] or wrapping_ports[pinfo.src_port] then return true end
   end
   local source = tostring(pinfo.dl_src)
   if source == "" or source == "NONE" then return false end -- which of them depends on the version
   if source == outer_address_at(octets, 6) or source == outer_address_at(octets, 12) then return false end
   is_wrapping = true
   if is_udp and pinfo.dst_port ~= 0 then wrapping_ports[pinfo.dst_port], wrapping_ports[pinfo.src_port] = true, true end
   return true
end

-- Ethernet to an address that begins as radiotap does, or an Association Request whose duration could be radiotap's length.
local function link_like_radiotap(octets, pinfo, length)
   if not unsure then return LINK.RADIOTAP, length end
   if is_80211(octets, pinfo) then return LINK.IEEE80211, 0 end
   if tostring(pinfo.dl_dst) == address_at(octets, 0) then return nil end
   if sub(octets, 13, 15) == "\8\0\69" then return nil end -- IPv4: the addresses may be those of 802.11 inside
   unsure = has_others
   return LINK.RADIOTAP, length
end

-- LINKTYPE and where the MAC header begins, by what each pseudo-header begins with; nil when this is none of them, and is_80211 may tell.
local function link(octets, pinfo)
   local b1, b2, b3, b4, b5 = byte(octets, 1, 5)
   if not b4 then return nil end
   local length = b3 + b4 * 256
   if b1 == 0 then
      if length >= 8 and length < 256 then
         -- Radiotap may begin with the same eight octets; what follows is the head of a PPI field, whose length fits in.
         if b5 == LINK.IEEE80211 and sub(octets, 6, 8) == "\0\0\0" then
            local field = sub(octets, 9, 12) .. "\0\0\0\0"
            if length == 8 or find(field, "^.\0") and unpack("<I2", field, 3) + 12 <= length then return LINK.PPI, length end
         end
         if b2 == 0 then return link_like_radiotap(octets, pinfo, length) end
      end
      if b2 == 0 and b3 == 0 and (b4 == 0x44 or b4 == 0x41) then return LINK.PRISM, 144 end
   end
   if b1 == 0x44 and b2 == 0 and length == 0 then return LINK.PRISM, 144 end
   if b1 == 0x80 and b2 == 0x21 and b3 == 0x10 then
      local avs = unpack(">I4", sub(octets, 5, 8) .. "\0\0\0\0")
      if avs >= 64 and avs < 128 then return LINK.AVS, avs end
   end
   unsure, has_others = true, true
   return nil
end

-- Encrypted data is watched after marked frames, as much in each direction between the same two addresses as the analyzer wants, and of it
-- the first frame, the second, the fourth and so on are sent.
local function expect(octets, mac)
   if session.encrypted == 0 or #octets < mac + 16 or HEAD < mac + 16 then return end
   if expected_count >= MOST_EXPECTED then expected, expected_count = {}, 0 end
   local receiver, transmitter = sub(octets, mac + 5, mac + 10), sub(octets, mac + 11, mac + 16)
   local there, back = receiver .. transmitter, transmitter .. receiver
   if not expected[there] then expected_count = expected_count + 1 end
   expected[there] = 0
   if not expected[back] then expected_count = expected_count + 1 end
   expected[back] = 0
   expected_looks = EXPECTED_LOOKS
end

local function is_expected(octets, mac, pinfo)
   if expected_count == 0 and not sent_encrypted then return false end
   if (passed or in_window) and pinfo.visited then return not id_of or id_of[pinfo.number] ~= nil end
   if expected_count == 0 or HEAD < mac + 16 then return false end
   if expected_looks == 0 then
      expected, expected_count = {}, 0
      return false
   end
   local key = sub(octets, mac + 5, mac + 16)
   if #key < 12 then return false end
   expected_looks = expected_looks - 1
   local seen = expected[key]
   if not seen then return false end
   seen = seen + 1
   if seen >= session.encrypted then
      expected[key], expected_count = nil, expected_count - 1
   else
      expected[key] = seen
   end
   if not POWER_OF_TWO[seen] then return false end
   sent_encrypted = true
   return true
end

-- Of fragments only the first is marked.
local function is_marked(octets, mac, pinfo)
   local at = find(octets, session.mark, mac + 1, true)
   if at and at <= mac + session.within and at + #session.mark - 1 <= HEAD then
      if seen_once or not pinfo.visited then expect(octets, mac) end
      return true
   end
   local sequence = session.fragments and mac + 23 <= HEAD and byte(octets, mac + 23)
   return sequence and sequence % 16 ~= 0
end

-- In an encrypted frame a mark would be chance: Protected Frame is bit 6 of Frame Control's second octet.
local function is_wanted_data(octets, mac, flags, pinfo)
   if flags and flags % 128 >= 64 then return is_expected(octets, mac, pinfo) end
   return is_marked(octets, mac, pinfo)
end

local function is_due(octets, mac, pinfo)
   if #octets < mac + 16 or HEAD < mac + 16 then return true end -- too short to have a transmitter
   local key = sub(octets, mac + 11, mac + 16) .. #octets
   local now = floor(pinfo.abs_ts * 1e6 + 0.5)
   local before = last_sent[key]
   if before and now >= before and now - before < session.again then return false end
   if transmitters >= MOST_TRANSMITTERS then last_sent, transmitters = {}, 0 end
   if not last_sent[key] then transmitters = transmitters + 1 end
   last_sent[key] = now
   return true
end

-- Whether anybody looks does not change within a pass of tshark; where nobody ever will, the analyzer is told. In a window a display filter
-- may begin to, while a capture runs.
local function somebody_looks(tree)
   if looks == nil or in_window then
      looks = always_wait or find(tostring(tree), "has subtree=true", 1, true) ~= nil
      keeps = (looks or not seen_once) and (not passed or in_window)
      if not looks and seen_once and not session.dead then post(NOBODY_LOOKS, "") end
   end
   return looks
end

-- No frame comes after those that were sent, as far as can be told. In a window a capture may still run, now or as a replay of the past:
-- then frames come as fast as they were captured.
local function has_ended()
   if not in_window then return true end
   local now = os.time()
   if not latest_sent or now - latest_sent.captured <= SILENCE then return false end
   local took = latest_sent.captured - first_sent.captured
   local is_paced = took > SILENCE and math.abs(latest_sent.came - first_sent.came - took) <= SILENCE
   return not is_paced or now - latest_sent.came > SILENCE
end

-- On a pass after the first. Wireshark 4.6 makes its colouring rules anew between the start of a capture on its command line and this.
local function show_again(tvb, pinfo, tree)
   if window and not is_coloured then
      is_coloured = true
      window.colour_frames()
   end
   if not passed then passed, keeps, looks = true, in_window, nil end
   if not window and not somebody_looks(tree) and not (wanted and wanted.info) then
      idle = not in_window
      if payload_count == 0 then return end
   end
   local number = pinfo.number
   local settles = not settled and has_ended()
   if settles or not id_of then
      if not session.dead then
         if settles then post(SETTLE, "") end
         ask_annotations(number)
      end
      settled = settled or settles
      settle_numbers()
   end
   if number == claimed then number_of[id_of[number]] = number end
   show_frame(tvb, tree, number, id_of[number], pinfo)
end

local function failed(why, pinfo, tree)
   if trouble then return end
   in_trouble(STUB_ERROR, tostring(why), nil)
   show_trouble(tree, pinfo.number)
end

local function start_once()
   if trouble then return end
   local why
   session, why = start()
   if not session then
      in_trouble(NOT_STARTED, "The analyzer " .. host_path() .. " could not be started: " .. why
         .. ". Build it with ./wsbridge, or set WSBRIDGE_HOST to the wsbridge program.", nil)
   end
end

local function hand_over(tvb, pinfo, tree, octets, link_type)
   local id, wait = next_id, somebody_looks(tree)
   if not session.dead then send(octets, pinfo, link_type, wait) end
   if wait or trouble then show_frame(tvb, tree, pinfo.number, id, pinfo) end
end

local function hand_over_wrapped(tvb, pinfo, tree, octets)
   local id, wait = next_id, somebody_looks(tree)
   if not session.dead then send_wrapped(octets, pinfo, wait) end
   if wait or trouble then show_frame(tvb, tree, pinfo.number, id, pinfo) end
end

-- Protected is what may fail, where something is shown: to protect each look at a frame would cost as much as the look.
local function protected(call, tvb, pinfo, tree, octets, link_type)
   local ok, why = pcall(call, tvb, pinfo, tree, octets, link_type)
   if not ok then failed(why, pinfo, tree) end
end

-- A packet that is not 802.11 itself.
local function look_inside(tvb, pinfo, tree, octets)
   if not holds_80211(octets, pinfo) then return end
   if not session then
      protected(start_once, tvb, pinfo, tree)
      if not session then return trouble and show_trouble(tree, pinfo.number) end
   end
   if not seen_once and pinfo.visited then return protected(show_again, tvb, pinfo, tree) end
   protected(hand_over_wrapped, tvb, pinfo, tree, octets)
end

-- Data frames, sent or not, the latest ones of all: a frame with choice 6 asks for those of its STA, which tell whether it was served until
-- then. In one pass under which nobody looks nothing is shown, and nothing is kept.
local look, send_earlier, forget_earlier
do
   local MOST_KEPT, BLOCK = 2048, 32
   local MOST_EARLIER, EARLIER, MOST_LOOKS = 16, 1, 1024 -- so many are sent, of so many seconds, and looked for among so many frames
   local FIRST_LOOKS, LATELY = 256, 0.2                  -- none among so many, or for so long: the client was idle
   local kept, kept_octets, kept_mac, kept_time = 0, {}, {}, {}
   local asked, asked_at -- for whom they were sent last, and when
   local time_of -- what reads pinfo.abs_ts: to find it by its name costs as much as all else that is done with such a frame

   local function find_time_of(pinfo)
      local getters = (debug.getmetatable(pinfo) or {}).__getters
      time_of = type(getters) == "table" and getters.abs_ts or function(info) return info.abs_ts end
      return time_of
   end

   function forget_earlier() kept, kept_octets, kept_mac, kept_time, asked = 0, {}, {}, {}, nil end

   -- How many were captured lately, rounded up.
   local function count_lately(now)
      local count = 0
      repeat
         count = count + BLOCK
         local time = kept_time[(kept - count) % MOST_KEPT]
      until count >= FIRST_LOOKS or not time or now - time > LATELY
      return count
   end

   local function find_earlier(sta, now)
      local found, looks_left = {}, count_lately(now)
      local since = asked == sta and asked_at or 0
      for number = kept, math.max(1, since + 1, kept - MOST_LOOKS), -1 do
         local at = number % MOST_KEPT
         local head = kept_mac[at]
         local place = find(kept_octets[at], sta, head + 5, true)
         if place and (place == head + 5 or place == head + 11) then
            local ago = now - kept_time[at]
            if ago > EARLIER or #found == 0 and ago > LATELY then break end
            found[#found + 1] = at
            if #found == MOST_EARLIER then break end
         end
         looks_left = looks_left - 1
         if looks_left == 0 and #found == 0 then break end
      end
      asked, asked_at = sta, kept
      return found
   end

   -- Of the first two addresses the STA's is the one that is not the BSSID. The latest is found first, and sent last.
   function send_earlier(octets, mac, pinfo)
      if kept == 0 or #octets < mac + 22 or HEAD < mac + 22 then return end
      local receiver, transmitter, bssid = sub(octets, mac + 5, mac + 10), sub(octets, mac + 11, mac + 16), sub(octets, mac + 17, mac + 22)
      local found = find_earlier(receiver == bssid and transmitter or receiver, pinfo.abs_ts)
      for index = #found, 1, -1 do
         local at = found[index]
         local header = sub(kept_octets[at], kept_mac[at] + 1, kept_mac[at] + 24)
         if not post(pack(">BI4d", 12, 8 + #header, floor(kept_time[at] * 1e6 + 0.5)), header) then return stopped(pinfo.number) end
      end
   end

   function look(tvb, pinfo, tree)
      if idle and pinfo.visited then return end
      if claimed and not pinfo.visited then settle_claim(pinfo.number) end
      raw = raw or tvb.raw
      local octets = raw(tvb)
      local b1, b2, mac, b4, b5 = byte(octets, 1, 5)
      local link_type, is_bare = LINK.RADIOTAP, false
      if unsure or b1 ~= 0 or b2 ~= 0 or b4 ~= 0 or b5 == LINK.IEEE80211 or mac < 8 then
         link_type, mac = link(octets, pinfo)
         is_bare = not link_type
         if is_bare then
            if not has_raw and not is_80211(octets, pinfo) then return look_inside(tvb, pinfo, tree, octets) end
            link_type, mac = LINK.IEEE80211, 0 -- perhaps: to be sure costs more than the choice does
         end
         if mac >= HEAD then return end
      end
      local frame_control, flags = byte(octets, mac + 1, mac + 2)
      if not frame_control then return end

      if not session then
         if is_bare and not is_80211(octets, pinfo) then return end
         protected(start_once, tvb, pinfo, tree)
         if not session then return trouble and show_trouble(tree, pinfo.number) end
      end

      local choice = session.choices[frame_control + 1]
      local is_wanted = choice ~= 0
      if choice == 4 then
         if keeps and not (passed and pinfo.visited) then
            kept = kept + 1
            local at = kept % MOST_KEPT
            kept_octets[at], kept_mac[at], kept_time[at] = octets, mac, (time_of or find_time_of(pinfo))(pinfo)
         end
         if flags and flags % 128 >= 64 then -- is_wanted_data, of which there are so many that a call counts
            is_wanted = is_expected(octets, mac, pinfo)
         else
            is_wanted = is_marked(octets, mac, pinfo)
         end
      end
      if not is_wanted then
         previous_was_sent = false
         return
      end
      if not seen_once and pinfo.visited then return protected(show_again, tvb, pinfo, tree) end
      if is_bare and not is_80211(octets, pinfo) then
         previous_was_sent = false
         return
      end

      if choice == 5 then expect(octets, mac) end
      if choice == 6 and not session.dead then send_earlier(octets, mac, pinfo) end
      if choice == 3 then
         if previous_was_sent and not session.dead then send_follower(octets, pinfo, link_type) end
         return trouble and show_trouble(tree, pinfo.number)
      end
      previous_was_sent = choice ~= 2 or is_due(octets, mac, pinfo)
      if not previous_was_sent then return end
      if looks == false and not in_window then -- nothing is shown
         if not session.dead then send_unseen(octets, pinfo, link_type, false) end
         return
      end
      protected(hand_over, tvb, pinfo, tree, octets, link_type)
   end
end

-- Plugins: what other people's analyzers want. Without any, none of this is even made. ----------------------------------------------------

local outer_link    -- LINKTYPE of the frame at hand, where a hook tells it
local encapsulation -- a field that tells it of any frame, and costs as much as all else: only where a plugin wants a link type
local link_of = {}  -- number of the encapsulation -> LINKTYPE
local dissect

for name, link_type in pairs(wanted and wanted.links or {}) do
   if link_type ~= LINK.ETHERNET and wtap[name] then link_of[wtap[name]] = link_type end
end
if next(link_of) then encapsulation = Field.new("frame.encap_type") end

local has_ports = wanted and (next(wanted.udp) or next(wanted.tcp))
local has_types = wanted and next(wanted.frame_control)

if wanted and (wanted.every or wanted.claims or has_ports or has_types) then
   local passed_over = false   -- frames were not sent since the last one that was

   local UDP, TCP = 3, 2 -- as pinfo.port_type has them

   local function has_wanted_port(pinfo)
      local kind = pinfo.port_type
      local ports = kind == UDP and wanted.udp or kind == TCP and wanted.tcp
      return ports and (ports[pinfo.src_port] or ports[pinfo.dst_port])
   end

   -- What the built-in analysis does with this frame, as look() decides it: whether it is chosen, and whether as a follower.
   local function choose(octets, mac, frame_control, control_flags, pinfo)
      local choice = frame_control and session.choices[frame_control + 1] or 0
      if choice == 3 then return previous_was_sent, previous_was_sent end
      if choice == 5 then expect(octets, mac) end
      if choice == 6 then send_earlier(octets, mac, pinfo) end
      previous_was_sent = choice == 1 or choice == 5 or choice == 6 or choice == 4 and is_wanted_data(octets, mac, control_flags, pinfo)
         or choice == 2 and is_due(octets, mac, pinfo)
      return previous_was_sent, false
   end

   local function claims_encoded(whole)
      local encoded = {}
      for index = 1, payload_count do
         local payload = payloads[index]
         local octets = raw(payload.tvb)
         local offset = payload.tvb:offset()
         local inside = sub(whole, offset + 1, offset + #octets) == octets
         local head = pack(">BI4I4I4", payload.owner, payload.claim, inside and offset or 0xffffffff, #octets)
         encoded[index] = inside and head or head .. octets
      end
      return table.concat(encoded)
   end

   -- With the claims of plugins on it.
   local function send_for_all(octets, pinfo, id, link_type, flags, wait)
      local time = floor(pinfo.abs_ts * 1e6 + 0.5)
      local claims = payload_count > 0 and claims_encoded(octets) or ""
      local head = pack(">BI4I4I2dI4BB", wait and 7 or 6, 20 + #claims + #octets, id, link_type, time, pinfo.len, flags, payload_count)
      return post(head .. claims, octets, wait)
   end

   -- One of the frames that are all sent: the shortest head, as it is needed for each.
   local function send_next(octets, pinfo, link_type, wait)
      local head = pack(">BI4I2dI4", wait and 9 or 8, 14 + #octets, link_type, pinfo.abs_ts, pinfo.len)
      return post(head, octets, wait)
   end

   local sync_every = wanted.every and 4096 or SYNC_EVERY

   -- Where every frame is sent, its number is mostly its id, which own_number knows.
   local function take_id_of(number, pinfo)
      take_id(number, pinfo, wanted.every and number == next_id)
   end

   local function await(sent, number, wait)
      if wait or not sent or unasked >= sync_every then finish(sent, number, wait) end
   end

   local function link_and_head(octets, pinfo)
      local told = outer_link or encapsulation and link_of[encapsulation().value]
      outer_link = nil
      if told then return told, nil end
      local link_type, mac = link(octets, pinfo)
      if not link_type and #octets > 0 and is_80211(octets, pinfo) then link_type, mac = LINK.IEEE80211, 0 end
      return link_type or UNKNOWN_LINK, link_type and mac < HEAD and mac
   end

   local function look_for_plugins(tvb, pinfo, tree)
      if payload_count == 0 and not has_ports and not has_types then
         passed_over = true
         return look(tvb, pinfo, tree)
      end

      raw = raw or tvb.raw
      local octets = raw(tvb)
      local link_type, mac = link_and_head(octets, pinfo)
      local frame_control, control_flags
      if mac then frame_control, control_flags = byte(octets, mac + 1, mac + 2) end
      if not (payload_count > 0 or frame_control and wanted.frame_control[frame_control] or has_ports and has_wanted_port(pinfo)) then
         passed_over = true
         return look(tvb, pinfo, tree)
      end

      local number = pinfo.number
      if claimed and not pinfo.visited then settle_claim(number) end
      if not session then
         start_once()
         if not session then return show_trouble(tree, number) end
      end
      if pinfo.visited then return show_again(tvb, pinfo, tree) end

      local id, wait = next_id, somebody_looks(tree) or payload_count > 0 or wanted.info
      if not session.dead then
         local chosen, follows = choose(octets, mac, frame_control, control_flags, pinfo)
         local flags = (chosen and 1 or 0) + (follows and 2 or 0) + (passed_over and 4 or 0)
         passed_over = false
         take_id_of(number, pinfo)
         await(send_for_all(octets, pinfo, id, link_type, flags, wait), number, wait)
      end
      if wait or trouble then show_frame(tvb, tree, number, id, pinfo) end
   end

   local function look_at_every(tvb, pinfo, tree)
      if not seen_once and pinfo.visited then
         outer_link = nil
         if session then return show_again(tvb, pinfo, tree) end
         return trouble and show_trouble(tree, pinfo.number)
      end
      if not session then
         start_once()
         if not session then return show_trouble(tree, pinfo.number) end
      end

      local number = pinfo.number
      if claimed then settle_claim(number) end
      raw = raw or tvb.raw
      local octets = raw(tvb)
      local b1, b2, b3, b4, b5 = byte(octets, 1, 5)
      local link_type = LINK.RADIOTAP
      local plainly_radiotap = b1 == 0 and b2 == 0 and b4 == 0 and b5 ~= LINK.IEEE80211 and b3 >= 8
      if not plainly_radiotap or unsure or outer_link or encapsulation then link_type = link_and_head(octets, pinfo) end

      local id, wait = next_id, somebody_looks(tree) or payload_count > 0 or wanted.info
      if not session.dead then
         take_id_of(number, pinfo)
         local sent
         if payload_count == 0 then
            sent = send_next(octets, pinfo, link_type, wait)
         else
            sent = send_for_all(octets, pinfo, id, link_type, ANALYZER_CHOOSES, wait)
         end
         await(sent, number, wait)
      end
      if wait or trouble then show_frame(tvb, tree, number, id, pinfo) end
   end

   local look_for_others = wanted.every and look_at_every or look_for_plugins

   function dissect(tvb, pinfo, tree)
      if idle and payload_count == 0 and pinfo.visited then return end
      local ok, why = pcall(look_for_others, tvb, pinfo, tree)
      if payload_count > 0 then payloads, payload_count = {}, 0 end
      if next(plugin_items) then plugin_items = {} end
      if not ok then failed(why, pinfo, tree) end
   end
else
   dissect = look
end

proto.dissector = dissect

-- In Wireshark's window: the packet list says where to look, and there is a menu. ---------------------------------------------------------

-- Calls back with the number of each frame that has something, and its lines as pairs of field and value.
local function each_frame(callback)
   if session and not session.dead then
      if has_ended() then post(SETTLE, "") end
      ask_annotations(next_id)
   end
   for id = 1, next_id - 1 do
      local list = number_of[id] and annotations_of(id)
      if list then callback(number_of[id], values_of(list)) end
   end
end

local function quoted(path) return WINDOWS and '"' .. path .. '"' or "'" .. path:gsub("'", "'\\''") .. "'" end

-- What it writes is for this user alone.
local function run(arguments)
   local command = quoted(host_path()) .. " " .. arguments .. " 2>&1"
   command = WINDOWS and '"' .. command .. '"' or "umask 077; " .. command
   local shell, why = io.popen(command, "r")
   if not shell then return why end
   local text = shell:read("*a")
   shell:close()
   return text
end

proto.prefs.mark = Pref.bool("Mark findings in the packet list", true, "A word in the Info column, and colours for this session alone.")

local window_parts
if in_window then
   window_parts = dofile(beside("wsbridge_window.lua")) {
      each_frame = each_frame, run = run, quoted = quoted, is_file = readable,
      version = function() return "WsBridge " .. (run("--version"):gsub("%s+$", "")) end,
   }
end

-- Before the first capture, and not again: what the user then does with the colours stays.
local function prepare_window()
   local is_first = window == nil
   window = window_parts and proto.prefs.mark and window_parts or nil
   if window and is_first and not is_coloured then window.colour_frames() end
end

function proto.init()
   reset()
   forget_links()
   forget_earlier()
   prepare_window()
end
register_postdissector(proto)

-- Hooks of plugins: what is a protocol of their own, and which link layer a frame has. ----------------------------------------------------

-- Its name, its place in the tree and an empty Info column; the lines come when the frame is sent, at its end.
local function claim(owner, plugin, index)
   local name, title = plugin[1], plugin[2]
   local where, value = plugin[3][index][1], plugin[3][index][2]
   local suffix = index == 1 and "" or index
   local claim_proto = Proto("wsbridge_" .. name .. suffix, title .. " (WsBridge " .. name .. suffix .. ")")
   function claim_proto.dissector(tvb, pinfo, tree)
      local item = tree:add(claim_proto, tvb(), title)
      payload_count = payload_count + 1
      payloads[payload_count] = { owner = owner, claim = index - 1, tvb = tvb }
      plugin_items[owner] = plugin_items[owner] or item
      pinfo.cols.protocol = title
      pinfo.cols.info = ""
      return tvb:len()
   end
   DissectorTable.get(where):add(value, claim_proto)
end

for number, plugin in ipairs(schema.plugins or {}) do
   for index = 1, #plugin[3] do claim(number - 1, plugin, index) end
end

-- Ethernet asks heuristic dissectors first: one that always says no hears of each frame and changes nothing.
local function note_ethernet(tvb, pinfo)
   if tvb:len() == pinfo.caplen then outer_link = LINK.ETHERNET end
   return false
end

if wanted and (wanted.every or wanted.claims or has_ports) then
   local ethernet_proto = Proto("wsbridge_ethernet", "WsBridge: Ethernet")
   ethernet_proto:register_heuristic("eth", note_ethernet)
end
