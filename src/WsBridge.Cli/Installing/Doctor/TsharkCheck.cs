using System.ComponentModel;
using WsBridge.Capture;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Installing;

/// <summary>There is a tshark, and it is one that can work.</summary>
internal static class TsharkCheck
{
    private const string Name = "tshark";
    private const string Oldest = "4.0";
    private const string Elsewhere = "On Debian and Ubuntu apt-get has it; elsewhere see https://www.wireshark.org/download.html.";

    /// <summary>Looks for it.</summary>
    /// <param name="said">What there is to say of it.</param>
    /// <returns>It; null when nothing else can be looked at.</returns>
    public static Patient? Find(List<Diagnosis> said)
    {
        if (WiresharkProgram.Find(Name) is not { } tshark)
        {
            said.Add(Diagnosis.Trouble(Name, "tshark-missing", "There is no tshark, which tells where Wireshark looks.",
                $"{Elsewhere} WSBRIDGE_TSHARK names one that is not on the PATH.", Apt("install tshark")));
            return null;
        }

        try
        {
            if (WiresharkProgram.VersionOf(tshark) is not { } version)
            {
                said.Add(LuaCheck.WhereDisabledForMute() ?? Broken(tshark, "does not say its version"));
                return null;
            }

            if (version.Major < 4)
            {
                said.Add(Trouble(tshark, "tshark-too-old", $"is version {version}; {Oldest} is the oldest that WsBridge works with",
                    "Upgrade it.", "install"));
                return null;
            }

            if (WiresharkFolders.Of(tshark, out string? why) is { } folders)
            {
                said.Add(Diagnosis.Ok(Name, $"{tshark} is version {version}."));
                return new Patient(tshark, version, folders);
            }

            said.Add(Broken(tshark, $"does not tell its folders: {why!.TrimEnd('.')}"));
        }
        catch (Win32Exception error)
        {
            said.Add(Broken(tshark, $"cannot be run: {SystemMessage.Of(error)}"));
        }

        return null;
    }

    private static Diagnosis Broken(string tshark, string what) =>
        Trouble(tshark, "tshark-broken", what, "Install it anew.", "install --reinstall");

    /// <summary>What mends a tshark depends on whose it is: the user's variable names it, a package has brought it, or neither.</summary>
    private static Diagnosis Trouble(string tshark, string problem, string what, string mend, string apt)
    {
        string text = $"{tshark} {what}.";
        if (WiresharkProgram.IsNamed(Name))
        {
            return Diagnosis.Trouble(Name, problem, text,
                "The variable WSBRIDGE_TSHARK names it: set it to another tshark, or unset it for the one on the PATH.",
                OperatingSystem.IsWindows() ? null : "unset WSBRIDGE_TSHARK");
        }

        return PackageOwner.Of(tshark) is { } package
            ? Diagnosis.Trouble(Name, problem, text, mend, Apt($"{apt} {package}"))
            : Diagnosis.Trouble(Name, problem, text, $"{mend} It belongs to no Debian package. {Elsewhere}");
    }

    private static string? Apt(string arguments) =>
        ShellCommand.FindOnPath("apt-get") is null ? null : $"{ShellCommand.AsRoot}apt-get {arguments}";
}
