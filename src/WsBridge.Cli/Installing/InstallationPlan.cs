using System.Text;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Installing;

/// <summary>What goes into which folder of Wireshark's.</summary>
internal static class InstallationPlan
{
    /// <summary>The name of the profile.</summary>
    public const string ProfileName = "WsBridge";

    private static string ProfileFolder => Path.Combine(AppContext.BaseDirectory, "profile");

    /// <summary>All files, for one Wireshark.</summary>
    /// <exception cref="IOException">A part of this program is missing.</exception>
    public static IEnumerable<Placement> For(WiresharkFolders folders)
    {
        yield return new Placement(Path.Combine(folders.PersonalLua, LuaLoader.FileName), Encoding.UTF8.GetBytes(LuaLoader.ForThisProgram),
            null, IsUsers: false);
        if (File.Exists(Installation.CaptureSources))
        {
            yield return CaptureSources(folders);
        }

        foreach (string file in Directory.EnumerateFiles(ProfileFolder).Order(StringComparer.Ordinal))
        {
            yield return new Placement(Path.Combine(folders.PersonalConfiguration, "profiles", ProfileName, Path.GetFileName(file)),
                File.ReadAllBytes(file), null, IsUsers: true);
        }
    }

    /// <summary>Where the program of the capture sources goes.</summary>
    public static Placement CaptureSources(WiresharkFolders folders)
    {
        string program = Installation.CaptureSources;
        bool isOneFile = !File.Exists(Path.ChangeExtension(program, ".dll"));
        return OperatingSystem.IsWindows() && !isOneFile
            ? new Placement(Path.Combine(folders.PersonalExtcap, "wsbridge-extcap.bat"), Encoding.UTF8.GetBytes($"@\"{program}\" %*\r\n"),
                null, IsUsers: false)
            : new Placement(Path.Combine(folders.PersonalExtcap, Path.GetFileName(program)), null, program, IsUsers: false);
    }
}
