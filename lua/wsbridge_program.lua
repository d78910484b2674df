-- The analyzer's program: a command of it, and the process that a capture talks to.

local WINDOWS = package.config:sub(1, 1) == "\\"
local PROTOCOL_VERSION = 7

local byte, find, sub = string.byte, string.find, string.sub
local pack, unpack = Struct.pack, Struct.unpack

local function quoted(path) return WINDOWS and '"' .. path .. '"' or "'" .. path:gsub("'", "'\\''") .. "'" end

-- What a command of it writes is for this user alone.
local function run(program, arguments)
   local command = quoted(program) .. " " .. arguments .. " 2>&1"
   command = WINDOWS and '"' .. command .. '"' or "umask 077; " .. command
   local shell, why = io.popen(command, "r")
   if not shell then return why end
   local text = shell:read("*a")
   shell:close()
   return text
end

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

local function announced_pipes(program)
   local command = WINDOWS and '"' .. quoted(program) .. ' serve"' or quoted(program) .. " serve 2>&1"
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

-- What a capture needs of the process that was started: its pipes, and what it wants to be sent. Else nil, and why.
local function start(program, hash)
   local request_path, reply_path, shell = announced_pipes(program)
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
   request:write("WSBR" .. pack("B", PROTOCOL_VERSION) .. from_hex(hash) .. pack("B", #client) .. client)
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

return { start = start, run = run, quoted = quoted }
