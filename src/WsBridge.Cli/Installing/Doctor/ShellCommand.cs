using System.Text.RegularExpressions;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Installing;

/// <summary>
/// Commands for people to paste: into any POSIX shell on Linux and macOS, into cmd and PowerShell alike on Windows. They work from
/// whatever folder the user is in.
/// </summary>
internal static partial class ShellCommand
{
    private static readonly bool IsWindows = OperatingSystem.IsWindows();

    /// <summary>In front of a command that only root may run.</summary>
    public static string AsRoot => IsWindows || Environment.IsPrivilegedProcess ? "" : "sudo ";

    /// <summary>This program with arguments: by its name only where a shell finds this very program by it.</summary>
    public static string OfOurs(string arguments)
    {
        if (FindOnPath("wsbridge") is { } found && Links.Resolved(found) == Links.Resolved(Installation.Program))
        {
            return $"wsbridge {arguments}";
        }

        return Installation.IsRunByDotnet
            ? $"dotnet {Quoted(Path.Combine(AppContext.BaseDirectory, "wsbridge.dll"))} {arguments}"
            : Run(Installation.Program, arguments);
    }

    /// <summary>A program, by its path, with arguments.</summary>
    public static string Run(string program, string arguments)
    {
        // A name in quotation marks is a text to PowerShell, and what makes it a program there is an error in cmd.
        return IsWindows && !IsPlain(program)
            ? $"powershell -Command \"& '{program.Replace("'", "''", StringComparison.Ordinal)}' {arguments}\""
            : $"{Quoted(program)} {arguments}";
    }

    /// <summary>Deletes a file.</summary>
    public static string Delete(string path) => IsWindows ? $"del \"{path}\"" : $"{RootFor(path)}rm {Quoted(path)}";

    /// <summary>
    /// Edits a file by an extended expression of sed, and leaves it as it was beside it; null on Windows, which has no such command. With a
    /// suffix -i means the same to the sed of GNU, of macOS and of busybox.
    /// </summary>
    public static string? Edit(string path, string expression) =>
        IsWindows ? null : $"{RootFor(path)}sed -i.bak -E '{expression}' {Quoted(path)}";

    /// <summary>Makes a file executable.</summary>
    public static string MakeExecutable(string path) =>
        $"{(FileRights.MayWrite(path) ? "" : AsRoot)}chmod +x {Quoted(path)}";

    /// <summary>One command and then another. PowerShell before 7 has no <c>&amp;&amp;</c>: there each has a line of its own.</summary>
    public static string Then(string first, string second) => first + (IsWindows ? "\n" : " && ") + second;

    /// <summary>The path of a program that a shell finds by its name; null where it finds none.</summary>
    public static string? FindOnPath(string name)
    {
        string file = IsWindows ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }

    /// <summary>As one word of a command line.</summary>
    private static string Quoted(string path) =>
        IsPlain(path) ? path : IsWindows ? $"\"{path}\"" : "'" + path.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    // A file is deleted, and put in place of another, by who may write into its folder.
    private static string RootFor(string path) => FileRights.MayWrite(Path.GetDirectoryName(path)!) ? "" : AsRoot;

    private static bool IsPlain(string path) => (IsWindows ? PlainOnWindows() : Plain()).IsMatch(path);

    [GeneratedRegex(@"\A[\w./+:=@%-]+\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A[\w.:\\-]+\z")]
    private static partial Regex PlainOnWindows();
}
