namespace WsBridge.Keys.Radius;

/// <summary>The secrets that RADIUS clients and servers share: one a line of a file, because APs need not have the same.</summary>
internal sealed class RadiusSecrets : IDisposable
{
    private readonly SecretOctets _file;
    private readonly List<Range> _lines = [];

    private RadiusSecrets(SecretOctets file)
    {
        _file = file;
        foreach (Range range in file.Octets.Split((byte)'\n'))
        {
            (int start, int length) = range.GetOffsetAndLength(file.Octets.Length);
            length = file.Octets.Slice(start, length).TrimEnd((byte)'\r').Length;
            if (length > 0)
            {
                _lines.Add(new Range(start, start + length));
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _lines.Count;

    /// <summary>One of them.</summary>
    public ReadOnlySpan<byte> this[int index] => _file.Octets[_lines[index]];

    /// <summary>Reads the file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static RadiusSecrets ReadFile(string path) => new(SecretOctets.ReadFile(path));

    /// <summary>Zeroes them.</summary>
    public void Dispose() => _file.Dispose();
}
