using System.Text.RegularExpressions;
using WsBridge.Cli.Tools;
using WsBridge.Keys.Wireshark;

namespace WsBridge.Cli.Installing;

/// <summary>This tshark runs Lua scripts, for this user.</summary>
internal static partial class LuaCheck
{
    private const string Name = "lua";
    private const string Mark = "wsbridge-doctor-lua";
    private const string ForAll = "/etc/wireshark";
    private const string EnablingEdit =
        "s/^ *enable_lua *= *false/enable_lua = true/; s/^ *disable_lua *= *true/disable_lua = false/";

    public static Diagnosis Look(Patient patient)
    {
        if (patient.Version.LoadsNoLuaAsRoot && OtherUser.MayBeNeededFor("tshark"))
        {
            return Diagnosis.Trouble(Name, "lua-as-root", $"tshark {patient.Version} loads no Lua script when run as root.",
                "Run Wireshark and tshark as another user than root, and install for that user.");
        }

        using var scratch = new ScratchFolder();
        string script = Path.Combine(scratch.Path, "probe.lua");
        File.WriteAllText(script, $"io.stderr:write(\"{Mark}\\n\")\n");
        string said = patient.Run("-X", "lua_script:" + script, "-G", "folders")
            .StandardError + patient.Run("-G", "folders", "-X", "lua_script:" + script).StandardError;
        if (said.Contains(Mark, StringComparison.Ordinal))
        {
            return Diagnosis.Ok(Name, "Lua scripts are run.");
        }

        if (patient.Run("--version").StandardOutput.ReplaceLineEndings(" ").Contains("without Lua", StringComparison.Ordinal))
        {
            return Diagnosis.Trouble(Name, "lua-missing", $"{patient.Tshark} was built without Lua.",
                "Install a Wireshark with Lua: those of Debian, Ubuntu and wireshark.org have it.");
        }

        WiresharkFolders folders = patient.Folders;
        return WhereDisabled([folders.PersonalConfiguration, folders.PersonalLua, folders.GlobalConfiguration, ForAll])
            ?? Diagnosis.Trouble(Name, "lua-fails", $"tshark runs no Lua script: {Patient.FirstLine(said)}",
                "Look into the init.lua of Wireshark's folders (`tshark -G folders`).");
    }

    /// <summary>Where Lua is disabled for a tshark that ends before it says anything: 4.0.17, 4.4.19 and 4.6.9 of Debian crash
    /// then.</summary>
    public static Diagnosis? WhereDisabledForMute()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return WhereDisabled([WiresharkProfile.Folder(WiresharkSystem.This), Path.Combine(home, ".local", "lib", "wireshark", "plugins"),
            ForAll, "/usr/share/wireshark"]);
    }

    private static Diagnosis? WhereDisabled(IEnumerable<string> folders)
    {
        if (folders.Select(folder => Path.Combine(folder, "init.lua")).FirstOrDefault(IsDisabling) is not { } file)
        {
            return null;
        }

        return Diagnosis.Trouble(Name, "lua-disabled", $"{file} disables Lua.",
            "Set enable_lua to true and disable_lua to false there.", ShellCommand.Edit(file, EnablingEdit));
    }

    private static bool IsDisabling(string file)
    {
        try
        {
            return File.Exists(file) && DisablingLine().IsMatch(File.ReadAllText(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [GeneratedRegex("^ *(enable_lua *= *false|disable_lua *= *true)", RegexOptions.Multiline)]
    private static partial Regex DisablingLine();
}
