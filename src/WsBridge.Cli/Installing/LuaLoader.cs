using System.Text;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Installing;

/// <summary>
/// What Wireshark finds among its Lua plugins: a few lines that lead to the stub beside the program. So stub, schema and program are
/// always of one build, also after the program was replaced.
/// </summary>
internal static class LuaLoader
{
    /// <summary>Its name among the Lua plugins.</summary>
    public const string FileName = "wsbridge.lua";

    private const string ProgramMark = "local program = ";

    /// <summary>The file that leads to this program.</summary>
    public static string ForThisProgram => For(Installation.Program, Installation.Stub);

    /// <summary>The file that leads to a program.</summary>
    public static string For(string program, string stub) => $$"""
        -- {{Application.Name}}, put here by `wsbridge install`; `wsbridge uninstall` removes it. Where `wsbridge wireshark` or
        -- `wsbridge tshark` brings its own stub, or another copy was first, this one stands back.
        if os.getenv("WSBRIDGE_STUB") or package.loaded["wsbridge stub"] then return end
        {{ProgramMark}}{{Quote(program)}}
        local stub = {{Quote(stub)}}
        local file = io.open(stub, "rb")
        if not file then
           -- A sentence, and no error: the rest of Wireshark works, and an error of Lua comes with lines that are of no use to anybody.
           local here = debug.getinfo(1, "S").source:gsub("^@", "")
           io.stderr:write("wsbridge: " .. stub .. " is gone. Install WsBridge again, then `wsbridge install`, or delete " .. here .. ".\n")
           return
        end
        file:close()
        package.loaded["wsbridge stub"] = { program = program }
        dofile(stub)

        """.ReplaceLineEndings("\n");

    /// <summary>The program that such a file leads to; null when the text is none.</summary>
    public static string? ProgramOf(string text)
    {
        int at = text.IndexOf("\n" + ProgramMark + "\"", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var program = new StringBuilder();
        for (int i = at + ProgramMark.Length + 2; i < text.Length && text[i] != '"'; i++)
        {
            program.Append(text[i] == '\\' && i + 1 < text.Length ? text[++i] : text[i]);
        }

        return program.ToString();
    }

    private static string Quote(string text) =>
        text.Any(char.IsControl)
            ? throw new IOException($"{text.ReplaceLineEndings(" ")} has a control character in its name, which Lua cannot be told")
            : "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
