using System.Text;
using WsBridge.Analysis.Keys;
using WsBridge.Capture;
using WsBridge.Keys.Radius;

namespace WsBridge.Keys;

/// <summary>What was read from the sources: the keys, and what is to be said of the sources.</summary>
public sealed class LoadedKeys : IDisposable
{
    private readonly List<KnownKey> _keys = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _notes = [];
    private readonly Dictionary<string, IReadOnlyList<KnownKey>> _ofRadius = [];

    private LoadedKeys()
    {
    }

    /// <summary>The keys.</summary>
    public KeyTable Table { get; private set; } = KeyTable.Empty;

    /// <summary>What could not be read, a sentence each. Everything else was read all the same.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What a source does not give, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The keys of each RADIUS capture that has any, by its name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<KnownKey>> OfRadius => _ofRadius;

    /// <summary>Reads all sources. Whatever they hold, it throws nothing.</summary>
    public static LoadedKeys From(KeySources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);

        var loaded = new LoadedKeys();
        foreach (string file in sources.Files)
        {
            KeyFile.Read(file, loaded);
        }

        foreach (PskText psk in sources.Psks)
        {
            loaded.Add(psk);
        }

        if (sources.WiresharkTable is { } table)
        {
            KeyFile.ReadWiresharkTable(table, loaded, sources.IsWiresharkTableImplied);
        }

        if (sources.WiresharkRows is { } rows)
        {
            KeyFile.ReadLines(Encoding.UTF8.GetBytes(rows), static (_, row) => $"Wireshark key {row} of the command line", loaded,
                isQuiet: true);
        }

        if (sources.RadiusCaptures.Count > 0)
        {
            loaded.AddRadius(sources);
        }

        loaded.Table = new KeyTable(loaded._keys) { Remarks = [.. loaded._problems, .. loaded._notes] };
        return loaded;
    }

    /// <summary>Zeroes the keys.</summary>
    public void Dispose() => Table.Dispose();

    internal void Add(KnownKey key) => _keys.Add(key);

    internal void AddProblem(string sentence) => _problems.Add(sentence);

    internal void AddNote(string sentence) => _notes.Add(sentence);

    internal void AddRadiusKeys(string capture, IReadOnlyList<KnownKey> keys) => _ofRadius[capture] = keys;

    private void AddRadius(KeySources sources)
    {
        if (sources.RadiusSecretFile is not { } path)
        {
            AddProblem("RADIUS captures need the file with the shared secret: --radius-secret-file, or WSBRIDGE_RADIUS_SECRET_FILE.");
            return;
        }

        try
        {
            using RadiusSecrets secrets = RadiusSecrets.ReadFile(path);
            if (secrets.Count == 0)
            {
                AddProblem($"the file with the shared secret, {path}, is empty.");
                return;
            }

            foreach (string capture in sources.RadiusCaptures)
            {
                RadiusKeys.Read(capture, secrets, this);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            AddProblem($"cannot read the file with the shared secret, {path}: {SystemMessage.Of(error)}.");
        }
    }

    private void Add(PskText psk)
    {
        if (psk.Read(out string? problem) is { } key)
        {
            Add(key);
        }
        else
        {
            AddProblem($"{psk}: {problem}.");
        }
    }
}
