using System.Text;

namespace WsBridge.Testing;

/// <summary>Files that tests write and people read: captures of rules, what is found in them, pages and examples.</summary>
/// <remarks>
/// <c>WSBRIDGE_ACCEPT=1</c> rewrites those that are not current. The test that rewrites one fails and names it all the same: nothing is
/// accepted that nobody has read.
/// </remarks>
public static class Expected
{
    private static readonly bool Accept = Environment.GetEnvironmentVariable("WSBRIDGE_ACCEPT") == "1";

    /// <summary>
    /// The files that are not current, each with the first line that differs; with <c>WSBRIDGE_ACCEPT=1</c>, those that were rewritten.
    /// </summary>
    public static IReadOnlyList<string> NotCurrent(params IReadOnlyList<(string File, byte[] Octets)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return [.. files.Select(file => Difference(file.File, file.Octets)).OfType<string>()];
    }

    /// <inheritdoc cref="NotCurrent(IReadOnlyList{ValueTuple{string, byte[]}})"/>
    public static IReadOnlyList<string> NotCurrent(string file, string text) => NotCurrent((file, Encoding.UTF8.GetBytes(text)));

    private static string? Difference(string file, byte[] octets)
    {
        byte[]? before = File.Exists(file) ? File.ReadAllBytes(file) : null;
        if (before is not null && octets.AsSpan().SequenceEqual(before))
        {
            return null;
        }

        string name = Path.GetRelativePath(RepositoryPaths.Root, file);
        string change = before is null ? "not there" : FirstChange(before, octets);
        if (!Accept)
        {
            return $"{name} is not current ({change}); WSBRIDGE_ACCEPT=1 rewrites it";
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, octets);
        return $"{name} was rewritten ({change}): read the difference, then run the tests without WSBRIDGE_ACCEPT";
    }

    private static string FirstChange(byte[] before, byte[] after)
    {
        if (before.AsSpan().Contains((byte)0))
        {
            return $"{before.Length} octets were there, {after.Length} are built";
        }

        string[] old = Encoding.UTF8.GetString(before).Split('\n');
        string[] now = Encoding.UTF8.GetString(after).Split('\n');
        int line = 0;
        while (line < Math.Min(old.Length, now.Length) && old[line] == now[line])
        {
            line++;
        }

        return $"line {line + 1} was {Quoted(old, line)}, is {Quoted(now, line)}";
    }

    private static string Quoted(string[] lines, int line) => line < lines.Length ? $"\"{lines[line]}\"" : "not there";
}
