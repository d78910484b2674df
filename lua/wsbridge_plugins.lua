-- What Wireshark must know of plugins, loaded only where there are some: the protocols that they claim, what they say there, and the ports
-- and link layers that they want.

local sub, floor = string.sub, math.floor
local pack = Struct.pack

local UDP, TCP = 3, 2 -- as pinfo.port_type has them

local DETACHED, DETACHED_STEP = 2 ^ 30, 2 ^ 24 -- where offsets into claimed payloads begin, and how much each payload has of them

return function(proto, schema, ETHERNET)
   local wanted = schema.wanted

   -- Payloads that a plugin claims as a protocol of its own, in the frame at hand: set by the dissectors of the claims. Whatever a plugin
   -- says stands below the first of its own, or else below a line with its title.
   local claims = {}
   local lines = {}
   local outer_link -- LINKTYPE of the frame at hand, where a hook tells it

   local function forget_frame()
      outer_link = nil
      for index = #claims, 1, -1 do claims[index] = nil end
      if next(lines) then lines = {} end
   end

   local function all_is_claimed(list)
      for _, encoded in ipairs(list) do
         if encoded == "" then return false end -- of the built-in analysis
         local kind, _, owner = Struct.unpack(">BBI2", encoded)
         if kind ~= 7 or not lines[owner] then return false end
      end
      return true
   end

   local function line_of(owner, subtree)
      local line = lines[owner]
      if not line then
         line = subtree:add(proto, schema.plugins[owner + 1][2])
         line:set_generated()
         lines[owner] = line
      end
      return line
   end

   local function claimed_range(offset, count)
      if offset < DETACHED or offset >= 2 ^ 31 or count == 0 then return nil end
      local claim = claims[floor((offset - DETACHED) / DETACHED_STEP) + 1]
      local at = (offset - DETACHED) % DETACHED_STEP
      return claim and at + count <= claim.tvb:len() and claim.tvb(at, count) or nil
   end

   local function show_info(owner, text, pinfo)
      for _, claim in ipairs(claims) do
         if claim.owner == owner then
            if claim.has_info then pinfo.cols.info:append("; ") end
            claim.has_info = true
            pinfo.cols.info:append(text)
            return
         end
      end
      pinfo.cols.info:append(" [" .. text .. "]")
   end

   -- The claims as a request has them: a payload that is a part of the frame as it is goes as its place.
   local function claims_encoded(whole)
      local encoded = {}
      for index, claim in ipairs(claims) do
         local octets = claim.tvb:raw()
         local offset = claim.tvb:offset()
         local inside = sub(whole, offset + 1, offset + #octets) == octets
         local head = pack(">BI4I4I4", claim.owner, claim.number, inside and offset or 0xffffffff, #octets)
         encoded[index] = inside and head or head .. octets
      end
      return table.concat(encoded)
   end

   local has_wanted_port -- nil where no plugin wants a port
   if next(wanted.udp) or next(wanted.tcp) then
      function has_wanted_port(pinfo)
         local kind = pinfo.port_type
         local ports = kind == UDP and wanted.udp or kind == TCP and wanted.tcp
         return ports and (ports[pinfo.src_port] or ports[pinfo.dst_port])
      end
   end

   local encapsulation -- a field that tells the link type of any frame, and costs as much as all else: only where a plugin wants one
   local link_of = {}  -- number of the encapsulation -> LINKTYPE
   for name, link_type in pairs(wanted.links) do
      if link_type ~= ETHERNET and wtap[name] then link_of[wtap[name]] = link_type end
   end
   if next(link_of) then encapsulation = Field.new("frame.encap_type") end

   -- LINKTYPE of the frame at hand as Wireshark has it; nil where it does not tell.
   local function told_link() return outer_link or encapsulation and link_of[encapsulation().value] end

   -- Its name, its place in the tree and an empty Info column; the lines come when the frame is sent, at its end.
   local function register_claim(owner, plugin, index)
      local name, title = plugin[1], plugin[2]
      local where, value = plugin[3][index][1], plugin[3][index][2]
      local suffix = index == 1 and "" or index
      local claim_proto = Proto("wsbridge_" .. name .. suffix, title .. " (WsBridge " .. name .. suffix .. ")")
      function claim_proto.dissector(tvb, pinfo, tree)
         local line = tree:add(claim_proto, tvb(), title)
         claims[#claims + 1] = { owner = owner, number = index - 1, tvb = tvb }
         lines[owner] = lines[owner] or line
         pinfo.cols.protocol = title
         pinfo.cols.info = ""
         return tvb:len()
      end
      DissectorTable.get(where):add(value, claim_proto)
   end

   -- Ethernet asks heuristic dissectors first: one that always says no hears of each frame and changes nothing.
   local function note_ethernet(tvb, pinfo)
      if tvb:len() == pinfo.caplen then outer_link = ETHERNET end
      return false
   end

   local function register()
      for number, plugin in ipairs(schema.plugins) do
         for index = 1, #plugin[3] do register_claim(number - 1, plugin, index) end
      end
      if wanted.every or wanted.claims or has_wanted_port then
         local ethernet_proto = Proto("wsbridge_ethernet", "WsBridge: Ethernet")
         ethernet_proto:register_heuristic("eth", note_ethernet)
      end
   end

   return {
      claims = claims, forget_frame = forget_frame, all_is_claimed = all_is_claimed, claims_encoded = claims_encoded,
      line_of = line_of, claimed_range = claimed_range, show_info = show_info,
      has_wanted_port = has_wanted_port, told_link = told_link, register = register,
   }
end
