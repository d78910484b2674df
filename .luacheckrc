-- Lua 5.2 (Wireshark up to 4.2) and 5.4 (since): only what both have, and what Wireshark's API adds.
std = "lua52+lua54"
max_line_length = 140
read_globals = {
   "Address", "DissectorTable", "Field", "NSTime", "Proto", "ProtoExpert", "ProtoField", "Struct", "UInt64",
   "base", "expert", "frametype", "get_version", "gui_enabled", "register_postdissector", "wtap",
   "MENU_TOOLS_UNSORTED", "Pref", "TextWindow", "apply_filter", "copy_to_clipboard", "new_dialog", "register_menu", "register_packet_menu",
   "set_color_filter_slot", "set_filter", "Dumper", "Listener", "browser_open_url", "retap_packets", "wtap_name_to_file_type_subtype",
}
