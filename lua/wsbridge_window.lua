-- WsBridge in Wireshark's window: colours in the packet list, and Tools > WsBridge. What it shows is what the analyzer said of the frames.

local function set(words)
   local found = {}
   for _, word in ipairs(words) do found[word] = true end
   return found
end

-- Presets of Wireshark's own (View > Colorize Conversation), for this session alone: no profile is changed. The first that fits colours.
local COLOURS = { { 1, "error" }, { 8, "warn" }, { 9, "note" } } -- red, yellow, brown

local function colour_frames()
   for _, colour in ipairs(COLOURS) do
      pcall(set_color_filter_slot, colour[1], ('wsbridge.severity == "%s"'):format(colour[2]))
   end
end

local SHOWN = set { "error", "warn", "note" }
local RANKS = { error = 3, warn = 2, note = 1 }
local WORST = { failed = 1, incomplete = 2, success = 3 }

-- The gravest of the findings of a frame, and each value that a frame has once.
local function facts_of(values)
   local facts, findings = {}, {}
   for _, value in ipairs(values) do
      local name, text = value[1], value[2]
      if name == "wsbridge.message" then findings[#findings + 1] = { related = {} } end
      local finding = findings[#findings]
      if name == "wsbridge.related" then
         if finding then finding.related[#finding.related + 1] = text end
      elseif finding and finding[name] == nil then
         finding[name] = text
      end
      if facts[name] == nil then facts[name] = text end
   end
   for _, finding in ipairs(findings) do
      finding.rank = RANKS[finding["wsbridge.severity"]] or 0
      if not facts.gravest or finding.rank > facts.gravest.rank then facts.gravest = finding end
   end
   facts.findings = findings
   return facts
end

local function attempts(bridge)
   local rows = {}
   bridge.each_frame(function(number, values)
      local facts = facts_of(values)
      if facts["wsbridge.roam"] then
         facts.number = number
         rows[#rows + 1] = facts
      end
   end)
   -- Where an attempt of the same client ended before, the frames of this one begin.
   table.sort(rows, function(one, other) return one.number < other.number end)
   local last_of = {}
   for _, row in ipairs(rows) do
      local sta = row["wsbridge.sta"] or ""
      row.before, last_of[sta] = last_of[sta] or 0, row.number
   end
   table.sort(rows, function(one, other)
      local a, b = WORST[one["wsbridge.roam.outcome"]] or 4, WORST[other["wsbridge.roam.outcome"]] or 4
      if a ~= b then return a < b end
      a, b = one["wsbridge.roam.handoff_ms"] or 0, other["wsbridge.roam.handoff_ms"] or 0
      if a ~= b then return a > b end
      return one.number < other.number
   end)
   return rows
end

-- As wide as Wireshark's window for text.
local ROW = "%4s %7s  %-17s  %-17s %-10s %10s\n"

local function table_of(rows)
   local lines = { ROW:format("#", "frame", "STA", "type", "outcome", "hand-off") }
   for _, row in ipairs(rows) do
      local handoff, gravest = row["wsbridge.roam.handoff_ms"], row.gravest
      lines[#lines + 1] = ROW:format(row["wsbridge.roam"], row.number, row["wsbridge.sta"] or "-", row["wsbridge.roam.type"] or "-",
         row["wsbridge.roam.outcome"] or "-", handoff and ("%.1f ms"):format(handoff) or "-")
      if gravest and gravest.rank > 0 then lines[#lines + 1] = "              " .. gravest["wsbridge.name"] .. "\n" end
   end
   return table.concat(lines)
end

local function go_to(filter)
   set_filter(filter)
   apply_filter()
end

local function show_attempts(bridge)
   local rows = attempts(bridge)
   local window = TextWindow.new("WsBridge: attempts, worst first")
   if #rows == 0 then
      window:set("No association attempt or roam in this capture, or none that has ended yet.\n")
      return
   end
   local at = 0
   window:set(table_of(rows) .. "\nWorst and Next show an attempt's frames with a finding; clear the display filter to see all again.\n")
   local function show_next(step)
      return function()
         at = step == 0 and 1 or at % #rows + 1
         local row = rows[at]
         go_to(("frame.number == %d || (wsbridge.rule && wsbridge.sta == %s && frame.number <= %d && frame.number > %d)")
            :format(row.number, row["wsbridge.sta"] or "00:00:00:00:00:00", row.number, row.before))
      end
   end
   window:add_button("Worst", show_next(0))
   window:add_button("Next", show_next(1))
   window:add_button("All attempts", function() go_to("wsbridge.roam") end)
   window:add_button("Copy", function() copy_to_clipboard(table_of(rows)) end)
end

local HEADINGS = {
   { "wsbridge.verdict", "Verdict" }, { "wsbridge.fault", "Fault" }, { "wsbridge.clause", "Clause" }, { "wsbridge.next", "Next" },
}

-- What somebody else needs to know of a frame.
local function support_text(bridge, number)
   local lines
   bridge.each_frame(function(of, values)
      if of ~= number then return end
      local facts = facts_of(values)
      lines = {
         ("Frame %d: STA %s, BSSID %s, SSID %s"):format(number, facts["wsbridge.sta"] or "-", facts["wsbridge.bssid"] or "-",
            facts["wsbridge.ssid"] or "-"),
      }
      for _, finding in ipairs(facts.findings) do
         lines[#lines + 1] = ("\n%s (%s), %s: %s"):format(finding["wsbridge.name"] or "-", finding["wsbridge.rule"] or "-",
            finding["wsbridge.severity"] or "-", finding["wsbridge.message"])
         for _, heading in ipairs(HEADINGS) do
            if finding[heading[1]] then lines[#lines + 1] = heading[2] .. ": " .. finding[heading[1]] end
         end
         if #finding.related > 0 then lines[#lines + 1] = "See also frames " .. table.concat(finding.related, ", ") end
      end
   end)
   lines = lines or { ("Frame %d: WsBridge found nothing on it."):format(number) }
   lines[#lines + 1] = "\n" .. bridge.version() .. ", Wireshark " .. get_version()
   return table.concat(lines, "\n") .. "\n"
end

local function show_support_text(bridge, number)
   local text = support_text(bridge, number)
   local window = TextWindow.new("WsBridge: frame " .. number)
   window:set(text)
   window:add_button("Copy", function() copy_to_clipboard(text) end)
end

local function ask_for_frame(bridge)
   new_dialog("WsBridge: support text", function(text)
      local number = tonumber(text)
      if number then show_support_text(bridge, number) end
   end, "Number of the frame")
end

local function show_output(title, text)
   TextWindow.new(title):set(text)
end

-- The frames as Wireshark has them, in a file of their own: it tells no script the name of the capture, and one that runs has none.
local function copy_of_frames()
   -- Into pcapng it writes whole seconds alone.
   local path, format = os.tmpname(), wtap_name_to_file_type_subtype("nsecpcap")
   local dumper, why
   local frames, left_out = 0, 0
   local tap = Listener.new("frame")
   function tap.packet()
      if why then return end
      if not dumper then
         local is_open, made = pcall(Dumper.new_for_current, path, format)
         if not is_open then
            why = made
            return
         end
         dumper = made
      end
      -- A file has one link layer here: the first frame's.
      if pcall(dumper.dump_current, dumper) then frames = frames + 1 else left_out = left_out + 1 end
   end
   pcall(retap_packets)
   tap:remove()
   if dumper then dumper:close() end
   return path, frames, left_out, why
end

local function show_report(bridge)
   local title = "WsBridge: report"
   local copy, frames, left_out, why = copy_of_frames()
   local report = os.tmpname()
   os.remove(report)
   report = report .. ".html"
   local said = frames > 0 and bridge.run("roams --format html -o " .. bridge.quoted(report) .. " - < " .. bridge.quoted(copy)) or ""
   os.remove(copy)
   if frames == 0 then
      show_output(title, "There are no frames to report on" .. (why and ": " .. tostring(why) or "") .. ".\n")
   elseif not bridge.is_file(report) then
      show_output(title, "The report could not be written: " .. said .. "\n")
   else
      if left_out > 0 then said = ("%d frames of another link layer than the first are left out.\n"):format(left_out) .. said end
      if said ~= "" then show_output(title, said .. "\nThe report is " .. report .. "\n") end
      browser_open_url("file://" .. (report:sub(1, 1) == "/" and "" or "/") .. report:gsub("\\", "/"))
   end
end

return function(bridge)
   register_menu("WsBridge/Attempts, worst first", function() show_attempts(bridge) end, MENU_TOOLS_UNSORTED)
   register_menu("WsBridge/Support text of a frame", function() ask_for_frame(bridge) end, MENU_TOOLS_UNSORTED)
   register_menu("WsBridge/Report of this capture", function() show_report(bridge) end, MENU_TOOLS_UNSORTED)
   register_menu("WsBridge/Doctor", function() show_output("WsBridge: doctor", bridge.run("doctor")) end, MENU_TOOLS_UNSORTED)
   if register_packet_menu then
      register_packet_menu("WsBridge/Support text", function(...)
         for _, field in ipairs { ... } do
            if field.name == "frame.number" then return show_support_text(bridge, field.value) end
         end
      end, "wsbridge.rule")
   end
   return {
      colour_frames = colour_frames,
      -- What stands behind the Info of a frame; nil where nothing is to be seen there.
      word = function(name, severity) return SHOWN[severity] and ("  [%s: %s]"):format(severity, name) or nil end,
   }
end
