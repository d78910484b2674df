using CliWrap.Buffered;

namespace WsBridge.Cli.Installing;

/// <summary>The Debian package that a file belongs to: it is the package manager's to delete or replace.</summary>
internal static class PackageOwner
{
    /// <summary>Its name; null where the file is nobody's, or the system has no dpkg.</summary>
    public static string? Of(string path)
    {
        if (ShellCommand.FindOnPath("dpkg-query") is not { } program)
        {
            return null;
        }

        // Where /bin and /lib are links, a package may list its files by either name.
        return NameFrom(Patient.Run(program, ["--search", path]))
            ?? (path.StartsWith("/usr/", StringComparison.Ordinal) ? null : NameFrom(Patient.Run(program, ["--search", "/usr" + path])));
    }

    private static string? NameFrom(BufferedCommandResult answer)
    {
        string? line = answer.StandardOutput.Split('\n').FirstOrDefault(line =>
            line.Contains(": ", StringComparison.Ordinal) && !line.StartsWith("diversion by ", StringComparison.Ordinal));
        return answer.ExitCode == 0 ? line?.Split(':', ',')[0] : null;
    }
}
