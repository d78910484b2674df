-- What the analyzer says of a frame: lines of the tree and expert infos, as the answers encode them (src/WsBridge.Host/PROTOCOL.md).

local byte, sub = string.byte, string.sub
local unpack = Struct.unpack

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

local RANKS = { CHAT = 1, NOTE = 2, WARN = 3, ERROR = 4 }

-- The line of WsBridge says the most severe text, the first of several.
local function raise(said, text, rank)
   if rank > said.rank then said.text, said.rank = text, rank end
end

local function say(said, text, rank)
   said.count = said.count + 1
   raise(said, text, rank)
end

-- Of the protocol, by what is registered for it. Plugins are nil without any. frame_of takes an id, and gives nil for a frame that -R
-- filtered out.
return function(proto, known, plugins, frame_of)
   local fields, kinds, names, experts, severities = known.fields, known.kinds, known.names, known.experts, known.severities
   local in_window = gui_enabled()

   local severity_field, name_field
   for index, name in pairs(names) do
      if name == "wsbridge.severity" then severity_field = index end
      if name == "wsbridge.name" then name_field = index end
   end

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
      if kind == "framenum" then value = frame_of(value) end
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
               if value ~= nil then values[#values + 1] = { names[index], value } end
            elseif kind == 2 or kind == 3 or kind == 4 then
               at = at + 2 + unpack(">I2", encoded, at)
            end
         end
      end
      return values
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

   local function show_one(encoded, tvb, subtree, said, pinfo)
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
            range = range or plugins and plugins.claimed_range(offset, count)
            parents[depth + 1] = range and (kind == 5 and parent:add(fields[index], range) or parent:add_le(fields[index], range)) or parent
         elseif kind == 7 then
            owner = index
            subtree = plugins.line_of(owner, subtree)
            parents[0] = subtree
         else
            local size = unpack(">I2", encoded, at)
            local text = sub(encoded, at + 2, at + 1 + size)
            at = at + 2 + size
            if kind == 2 then
               parent:add_proto_expert_info(experts[index], text)
               if not owner then
                  say(said, text, RANKS[severities[index]] or 0)
                  headline = nil
               end
            elseif kind == 4 and plugins then
               plugins.show_info(owner, text, pinfo)
            else
               parents[depth + 1] = range and parent:add(range, text) or parent:add(proto, text)
            end
         end
      end
   end

   -- Shows all that an analyzer said of a frame; in a window the gravest finding's rule and severity are told.
   local function show(list, tvb, subtree, pinfo)
      local said = { count = 0, rank = -1 }
      for _, encoded in ipairs(list) do
         if encoded ~= "" then show_one(encoded, tvb, subtree, said, pinfo) end
      end
      if said.text then subtree:append_text(": " .. said.text .. (said.count > 1 and " (and more)" or "")) end
      return said.rule, said.severity
   end

   return show, values_of
end
