using System.ComponentModel;
using WsBridge.Capture;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Installing;

/// <summary>There is a tshark, and it is one that can work.</summary>
internal static class TsharkCheck
{
    private const string Name = "tshark";
    private const string Oldest = "4.0";

    /// <summary>Looks for it.</summary>
    /// <param name="said">What there is to say of it.</param>
    /// <returns>It; null when nothing else can be looked at.</returns>
    public static Patient? Find(List<Diagnosis> said)
    {
        const string install = "apt-get install tshark";
        const string elsewhere = "On Debian and Ubuntu install it with the command; elsewhere from "
            + "https://www.wireshark.org/download.html. "
            + "WSBRIDGE_TSHARK names one that is not on the PATH.";
        if (WiresharkProgram.Find(Name) is not { } tshark)
        {
            said.Add(Diagnosis.Trouble(Name, "tshark-missing", "There is no tshark, which tells where Wireshark looks.", elsewhere,
                install));
            return null;
        }

        try
        {
            if (WiresharkProgram.VersionOf(tshark) is not { } version)
            {
                said.Add(LuaCheck.WhereDisabledForMute() ?? Diagnosis.Trouble(Name, "tshark-broken", $"{tshark} does not say its version.",
                    "Install it anew. " + elsewhere, "apt-get install --reinstall tshark"));
                return null;
            }

            if (version.Major < 4)
            {
                said.Add(Diagnosis.Trouble(Name, "tshark-too-old",
                    $"{tshark} is version {version}; {Oldest} is the oldest that WsBridge works with.", "Upgrade it. " + elsewhere,
                        install));
                return null;
            }

            if (WiresharkFolders.Of(tshark, out string? why) is { } folders)
            {
                said.Add(Diagnosis.Ok(Name, $"{tshark} is version {version}."));
                return new Patient(tshark, version, folders);
            }

            said.Add(Diagnosis.Trouble(Name, "tshark-broken", $"{tshark} does not tell its folders: {why}",
                "Install it anew. " + elsewhere, "apt-get install --reinstall tshark"));
        }
        catch (Win32Exception error)
        {
            said.Add(Diagnosis.Trouble(Name, "tshark-broken", $"{tshark} cannot be run: {SystemMessage.Of(error)}.",
                "Install it anew. " + elsewhere, "apt-get install --reinstall tshark"));
        }

        return null;
    }
}
