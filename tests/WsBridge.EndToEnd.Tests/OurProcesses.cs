using System.Diagnostics;
using System.Globalization;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Processes that a test has started, directly or not, told by the temporary folder in their environment.</summary>
internal static class OurProcesses
{
    /// <summary>Those with this folder.</summary>
    public static IEnumerable<OurProcess> With(string temporary)
    {
        foreach (int id in Ids())
        {
            if (Read(id, "environ").Split('\0').Contains("TMPDIR=" + temporary))
            {
                yield return new OurProcess(id, Read(id, "cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries));
            }
        }
    }

    /// <summary>The analyzer among them.</summary>
    public static OurProcess? Analyzer(string temporary) =>
        With(temporary).FirstOrDefault(process => process.Arguments is [var program, "serve"] && Path.GetFileName(program) == "wsbridge");

    /// <summary>Ended children of this process that are called like ours and that nobody has waited for.</summary>
    public static IEnumerable<string> Zombies()
    {
        string parent = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        foreach (int id in Ids())
        {
            // number (name) state parent …
            string stat = Read(id, "stat");
            string[] words = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["Z", var parentOf, ..] && parentOf == parent && stat.Contains("(wsbridge)", StringComparison.Ordinal))
            {
                yield return stat;
            }
        }
    }

    /// <summary>Whether a process holds a file open that is in this folder and has no name there (Linux).</summary>
    public static bool HasUnnamedFile(int id, string folder)
    {
        string descriptors = $"/proc/{id}/fd";
        return Directory.Exists(descriptors)
            && Directory.EnumerateFiles(descriptors).Select(TargetOf)
                .Any(target => target.StartsWith(folder + "/", StringComparison.Ordinal)
                && target.EndsWith(" (deleted)", StringComparison.Ordinal));
    }

    public static void EndAll(string temporary)
    {
        foreach (OurProcess process in With(temporary))
        {
            process.Kill();
        }
    }

    /// <summary>
    /// Sends a signal to a process, or with a negative number to its group; by the shell, for a small system has no other program for it.
    /// </summary>
    public static void Signal(string signal, int process)
    {
        using Process shell = Process.Start("/bin/sh",
            ["-c", "kill -s \"$0\" -- \"$1\"", signal, process.ToString(CultureInfo.InvariantCulture)]);
        shell.WaitForExit();
    }

    private static IEnumerable<int> Ids() =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, CultureInfo.InvariantCulture, out int id) ? id : -1).Where(id => id > 0);

    private static string TargetOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget ?? "";
        }
        catch (IOException)
        {
            return ""; // closed in the meantime
        }
    }

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended, or is somebody else's
        }
    }
}

/// <summary>One of them.</summary>
internal sealed record OurProcess(int Id, IReadOnlyList<string> Arguments)
{
    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        try
        {
            Process.GetProcessById(Id).Kill();
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
    }

    public override string ToString() => $"{Id}: {string.Join(' ', Arguments)}";
}
