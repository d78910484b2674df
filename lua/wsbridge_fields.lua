-- Fields and expert infos, made as the schema lists them.

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

local make_field = {
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

-- What is registered, by the numbers that answers have for it, which begin at 0: fields with their kinds and names, expert infos with
-- their severities. The stub's own expert infos have no numbers.
return function(proto, schema, own_experts)
   local known = { fields = {}, kinds = {}, names = {}, experts = {}, severities = {} }
   local all_fields, all_experts = {}, {}

   for index, field in ipairs(schema.fields) do
      local filter, label, kind, description = field[1], field[2], field[3], field[4]
      local made = make_field[kind](filter, label, description, field)
      known.fields[index - 1], known.kinds[index - 1], known.names[index - 1] = made, kind, filter
      all_fields[index] = made
   end

   for index, info in ipairs(schema.experts) do
      local made = ProtoExpert.new(info[1], info[2], expert.group[info[3]], expert.severity[info[4]])
      known.experts[index - 1], known.severities[index - 1] = made, info[4]
      all_experts[index] = made
   end
   for _, made in ipairs(own_experts) do all_experts[#all_experts + 1] = made end

   -- The numbers of the fields that a filter, a column or a script asks for, as requests have them.
   function known.referenced(tree)
      local numbers = {}
      for index, field in ipairs(all_fields) do
         if tree:referenced(field) then numbers[#numbers + 1] = Struct.pack(">I2", index - 1) end
      end
      return table.concat(numbers)
   end

   proto.fields = all_fields
   proto.experts = all_experts
   return known
end
