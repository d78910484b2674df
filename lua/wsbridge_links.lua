-- Which link layer a frame has, told from its octets, and whether 802.11 is in it. Wireshark tells a post-dissector neither.

local byte, find, sub = string.byte, string.find, string.sub
local unpack = Struct.unpack

-- LINKTYPE_ numbers: those of LinkTypes.cs, to which a test holds them.
local LINK = { ETHERNET = 1, IEEE80211 = 105, PRISM = 119, RADIOTAP = 127, AVS = 163, PPI = 192 }

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

local function forget()
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

-- By what each pseudo-header begins with.
local function recognised(octets, pinfo)
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

-- LINKTYPE and where the MAC header begins; nil when no pseudo-header is there that is known here, and is_80211 may tell. Then what the
-- capture has shown so far: what looks like radiotap may be something else, and there was 802.11 without a pseudo-header.
local function link(octets, pinfo)
   local link_type, mac = recognised(octets, pinfo)
   return link_type, mac, unsure, has_raw
end

return { LINK = LINK, link = link, is_80211 = is_80211, holds_80211 = holds_80211, forget = forget }
