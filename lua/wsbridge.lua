-- WsBridge: hands 802.11 frames to an analyzer process and shows what it answers. It decides nothing: which frames are wanted, what is
-- found in them and how it is worded come from the analyzer (src/WsBridge.Host/PROTOCOL.md). Runs on Lua 5.2 (Wireshark up to 4.2) and 5.4.
--
-- Here is the state of a capture, and what is done with each frame. What is done once, for frames that are shown, or for link types other
-- than radiotap and for plugins, is in the files wsbridge_*.lua beside this one: they give functions and do nothing by themselves, also
-- where Wireshark loads them as plugins.

-- Of several copies that Wireshark loads, the first one works that has all its files. One that was installed was told its program.
local installed = package.loaded["wsbridge stub"] or {}
if installed.is_loaded then return end

local here = debug.getinfo(1, "S").source:match("^@(.*[/\\])") or ""
local function beside(name) return here .. name end

local function readable(path)
   local file = path and io.open(path, "rb")
   if file then file:close() end
   return file ~= nil
end

local function part_path(name) return beside("wsbridge_" .. name .. ".lua") end
local function part(name) return dofile(part_path(name)) end

for _, name in ipairs { "fields", "lines", "links", "plugins", "program", "window" } do
   if not readable(part_path(name)) then
      io.stderr:write("wsbridge: " .. part_path(name) .. " is missing, so this copy does nothing. Delete it, or install WsBridge again.\n")
      return
   end
end
installed.is_loaded, package.loaded["wsbridge stub"] = true, installed

local byte, find, sub, floor = string.byte, string.find, string.sub, math.floor
local pack, unpack = Struct.pack, Struct.unpack

-- Where the analyzer is, and the schema it was built with: beside this file, unless the environment says otherwise. --------------------

-- The fields of plugins that this user has added: `wsbridge tshark` names the file; installed, it is where .NET keeps data of users.
local function schema_of_plugins()
   local named = os.getenv("WSBRIDGE_SCHEMA")
   if named or not installed.program then return named end
   local is_windows = package.config:sub(1, 1) == "\\"
   local home, data = os.getenv("HOME") or "", os.getenv(is_windows and "LOCALAPPDATA" or "XDG_DATA_HOME") or ""
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

local program = part("program")

-- What Wireshark registers. ------------------------------------------------------------------------------------------------------------

local proto = Proto("wsbridge", "WsBridge 802.11 analysis")

-- What the bridge says of itself, known whatever the schema.
local function own_expert(name, summary)
   return ProtoExpert.new("wsbridge.expert." .. name, summary, expert.group.PROTOCOL, expert.severity.NOTE)
end
local NOT_STARTED = own_expert("analyzer_not_started", "The analyzer could not be started")
local STOPPED = own_expert("analysis_stopped", "Analysis stopped")
local STUB_ERROR = own_expert("stub_error", "The WsBridge stub failed")

local known = part("fields")(proto, schema, { NOT_STARTED, STOPPED, STUB_ERROR })

-- Link layers, and what plugins bring. -------------------------------------------------------------------------------------------------

local links = part("links")
local LINK, link, is_80211, holds_80211 = links.LINK, links.link, links.is_80211, links.holds_80211

local plugins = wanted and part("plugins")(proto, schema, LINK.ETHERNET) -- nil where there are none
local claims = plugins and plugins.claims or {} -- payloads of the frame at hand that are a plugin's: protocols of their own

-- Who will look. -----------------------------------------------------------------------------------------------------------------------

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
   if length == 0 then return "" end
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
   if spooled or #bodies > 0 then spool, unsplit = nil, {} end -- first: what cannot be split fails once, and not with each frame
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
local FIELDS_SHOWN = 13

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

local show, values_of = part("lines")(proto, known, plugins, function(id) return number_of[id] or nil end)

local function show_trouble(tree, number)
   trouble.number = trouble.number or number
   if trouble.number ~= number then return end
   tree:add(proto, "WsBridge"):set_generated():add_proto_expert_info(trouble.expert, trouble.text)
end

local window -- what is Wireshark's window's own; nil in tshark, and where the user does not want it
local is_coloured -- its packet list is

local function show_frame(tvb, tree, number, id, pinfo)
   if trouble then show_trouble(tree, number) end
   local list = id and annotations_of(id)
   if not list then return end
   local subtree = tree
   if #claims == 0 or not plugins.all_is_claimed(list) then
      subtree = tree:add(proto, tvb(), "WsBridge")
      subtree:set_generated()
   end
   local name, severity = show(list, tvb, subtree, pinfo)
   local word = window and name and window.word(name, severity)
   if word then pinfo.cols.info:append(word) end
end

-- Every frame. -------------------------------------------------------------------------------------------------------------------------

local HEAD = 256 -- octets that are looked at to choose a frame; the analyzer does the same with a file

local raw           -- Tvb.raw, found once: finding it costs as much as calling it
local unsure = true -- what looks like radiotap may be something else: until a frame was radiotap for sure

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

-- In one pass without a visible tree nobody looks at fields that no filter, column or script names: the analyzer need not say them.
local function tell_shown_fields(tree)
   if tree.visible then return end
   local numbers = known.referenced(tree)
   post(pack(">BI4", FIELDS_SHOWN, #numbers), numbers)
end

-- Whether anybody looks does not change within a pass of tshark; where nobody ever will, the analyzer is told. In a window a display filter
-- may begin to, while a capture runs.
local function somebody_looks(tree)
   if looks == nil or in_window then
      looks = always_wait or find(tostring(tree), "has subtree=true", 1, true) ~= nil
      keeps = (looks or not seen_once) and (not passed or in_window)
      if seen_once and not session.dead then
         if looks then tell_shown_fields(tree) else post(NOBODY_LOOKS, "") end
      end
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
      if #claims == 0 then return end
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
   session, why = program.start(host_path(), schema.hash)
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
         local has_raw
         link_type, mac, unsure, has_raw = link(octets, pinfo)
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

-- Frames that plugins want: other people's analyzers. Without any, none of this is even made. ------------------------------------------

local dissect

local has_types = wanted and next(wanted.frame_control)

if wanted and (wanted.every or wanted.claims or plugins.has_wanted_port or has_types) then
   local has_wanted_port, told_link = plugins.has_wanted_port, plugins.told_link
   local passed_over = false -- frames were not sent since the last one that was

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

   -- With the claims of plugins on it.
   local function send_for_all(octets, pinfo, id, link_type, flags, wait)
      local time = floor(pinfo.abs_ts * 1e6 + 0.5)
      local encoded = #claims > 0 and plugins.claims_encoded(octets) or ""
      local head = pack(">BI4I4I2dI4BB", wait and 7 or 6, 20 + #encoded + #octets, id, link_type, time, pinfo.len, flags, #claims)
      return post(head .. encoded, octets, wait)
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
      local told = told_link()
      if told then return told, nil end
      local link_type, mac
      link_type, mac, unsure = link(octets, pinfo)
      if not link_type and #octets > 0 and is_80211(octets, pinfo) then link_type, mac = LINK.IEEE80211, 0 end
      return link_type or UNKNOWN_LINK, link_type and mac < HEAD and mac
   end

   local function look_for_plugins(tvb, pinfo, tree)
      if #claims == 0 and not has_wanted_port and not has_types then
         passed_over = true
         return look(tvb, pinfo, tree)
      end

      raw = raw or tvb.raw
      local octets = raw(tvb)
      local link_type, mac = link_and_head(octets, pinfo)
      local frame_control, control_flags
      if mac then frame_control, control_flags = byte(octets, mac + 1, mac + 2) end
      if not (#claims > 0 or frame_control and wanted.frame_control[frame_control] or has_wanted_port and has_wanted_port(pinfo)) then
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

      local id, wait = next_id, somebody_looks(tree) or #claims > 0 or wanted.info
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
      if not plainly_radiotap or unsure or told_link() then link_type = link_and_head(octets, pinfo) end

      local id, wait = next_id, somebody_looks(tree) or #claims > 0 or wanted.info
      if not session.dead then
         take_id_of(number, pinfo)
         local sent
         if #claims == 0 then
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
      if idle and #claims == 0 and pinfo.visited then return end
      local ok, why = pcall(look_for_others, tvb, pinfo, tree)
      plugins.forget_frame()
      if not ok then failed(why, pinfo, tree) end
   end
else
   dissect = look
end

proto.dissector = dissect

-- In Wireshark's window: the packet list says where to look, and there is a menu. ------------------------------------------------------

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

proto.prefs.mark = Pref.bool("Mark findings in the packet list", true, "A word in the Info column, and colours for this session alone.")

local window_parts
if in_window then
   local function run(arguments) return program.run(host_path(), arguments) end
   window_parts = part("window") {
      each_frame = each_frame, run = run, quoted = program.quoted, is_file = readable,
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
   links.forget()
   unsure = true
   forget_earlier()
   prepare_window()
end
register_postdissector(proto)
if plugins then plugins.register() end
