using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>The RSNE: what security is offered or chosen. Integers are least significant octet first. IEEE Std 802.11-2020, 9.4.2.24.</summary>
/// <remarks>Every field after Version may be absent; null or "Has…" says so. A field that is cut off is an error, which is a third thing.</remarks>
public readonly ref struct Rsne
{
    /// <summary>Octets of a PMKID.</summary>
    public const int PmkidSize = 16;

    private Rsne(scoped ref Reader reader, ReadOnlySpan<byte> body)
    {
        Body = body;
        Version = reader.Number("RSNE Version", required: true);
        GroupDataCipher = reader.Suite("Group Data Cipher Suite") is { } group ? new CipherSuite(group) : null;
        PairwiseCount = reader.Number("Pairwise Cipher Suite Count");
        PairwiseCiphers = new CipherSuiteList(reader.List(PairwiseCount, 4, "Pairwise Cipher Suite List"));
        AkmCount = reader.Number("AKM Suite Count");
        Akms = new AkmSuiteList(reader.List(AkmCount, 4, "AKM Suite List"));
        Capabilities = reader.Number("RSN Capabilities") is { } bits ? new RsnCapabilities(bits) : null;
        PmkidCount = reader.Number("PMKID Count");
        PmkidListOffset = reader.Offset;
        Pmkids = reader.List(PmkidCount, PmkidSize, "PMKID List");
        GroupManagementCipher = reader.Suite("Group Management Cipher Suite") is { } management ? new CipherSuite(management) : null;
        Trailing = reader.Failed ? default : reader.Rest;
    }

    /// <summary>The element body: the octets after Element ID and Length.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Version; 1 is the only one defined. Null only in a lenient reading of fewer than two octets.</summary>
    public ushort? Version { get; }

    /// <summary>Group Data Cipher Suite.</summary>
    public CipherSuite? GroupDataCipher { get; }

    /// <summary>Pairwise Cipher Suite Count as declared.</summary>
    public ushort? PairwiseCount { get; }

    /// <summary>The pairwise cipher suites that are there.</summary>
    public CipherSuiteList PairwiseCiphers { get; }

    /// <summary>AKM Suite Count as declared.</summary>
    public ushort? AkmCount { get; }

    /// <summary>The AKM suites that are there.</summary>
    public AkmSuiteList Akms { get; }

    /// <summary>RSN Capabilities.</summary>
    public RsnCapabilities? Capabilities { get; }

    /// <summary>PMKID Count as declared: null when the field is absent, which means none just as 0 does.</summary>
    public ushort? PmkidCount { get; }

    /// <summary>The PMKIDs that are there, one after the other.</summary>
    public ReadOnlySpan<byte> Pmkids { get; }

    /// <summary>How many whole PMKIDs are there; less than PmkidCount only in a lenient reading.</summary>
    public int PmkidsThere => Pmkids.Length / PmkidSize;

    /// <summary>Where the PMKID List starts (or would), counted from the element body.</summary>
    public int PmkidListOffset { get; }

    /// <summary>Group Management Cipher Suite.</summary>
    public CipherSuite? GroupManagementCipher { get; }

    /// <summary>Octets after the last field known, which a later edition may define.</summary>
    public ReadOnlySpan<byte> Trailing { get; }

    /// <summary>One PMKID by index, 0 to PmkidsThere − 1.</summary>
    public ReadOnlySpan<byte> Pmkid(int index) => Pmkids.Slice(index * PmkidSize, PmkidSize);

    /// <summary>Where a PMKID stands, counted from the element body.</summary>
    public int PmkidOffset(int index) => PmkidListOffset + index * PmkidSize;

    /// <summary>The list holds this PMKID.</summary>
    public bool ContainsPmkid(ReadOnlySpan<byte> pmkid)
    {
        for (var i = 0; i < PmkidsThere; i++)
        {
            if (Pmkid(i).SequenceEqual(pmkid))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads an element body in which every field that is begun must be whole. Offsets in the error count from the body.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, out Rsne rsne, out ParseError error)
    {
        rsne = ReadLenient(body, out var problem);
        error = problem ?? default;
        if (problem is not null)
        {
            rsne = default;
        }

        return problem is null;
    }

    /// <summary>Keeps every field and list entry in front of the first error; the error is null where there is none.</summary>
    public static Rsne ReadLenient(ReadOnlySpan<byte> body, out ParseError? error)
    {
        var reader = new Reader(body);
        var rsne = new Rsne(ref reader, body);
        error = reader.Error;
        return rsne;
    }

    /// <summary>Keeps every field and list entry in front of the first error.</summary>
    public static Rsne ReadLenient(ReadOnlySpan<byte> body) => ReadLenient(body, out _);

    /// <summary>The fields in which two RSNEs differ. RSN Capabilities absent equals 0, PMKID Count absent equals 0; any other absent field equals only an absent one.</summary>
    public static RsneFields Differences(in Rsne a, in Rsne b, bool ignorePmkids)
    {
        var fields = RsneFields.None;
        fields |= a.Version == b.Version ? 0 : RsneFields.Version;
        fields |= a.GroupDataCipher == b.GroupDataCipher ? 0 : RsneFields.GroupDataCipher;
        fields |= a.PairwiseCount == b.PairwiseCount && a.PairwiseCiphers.Octets.SequenceEqual(b.PairwiseCiphers.Octets)
            ? 0 : RsneFields.PairwiseCiphers;
        fields |= a.AkmCount == b.AkmCount && a.Akms.Octets.SequenceEqual(b.Akms.Octets) ? 0 : RsneFields.Akms;
        fields |= a.Capabilities.GetValueOrDefault() == b.Capabilities.GetValueOrDefault() ? 0 : RsneFields.Capabilities;
        fields |= ignorePmkids || (a.PmkidCount.GetValueOrDefault() == b.PmkidCount.GetValueOrDefault() && a.Pmkids.SequenceEqual(b.Pmkids))
            ? 0 : RsneFields.Pmkids;
        fields |= a.GroupManagementCipher == b.GroupManagementCipher ? 0 : RsneFields.GroupManagementCipher;
        fields |= a.Trailing.SequenceEqual(b.Trailing) ? 0 : RsneFields.Trailing;
        return fields;
    }

    /// <summary>Takes field after field until one is absent (nothing left) or cut off (something left, too little).</summary>
    private ref struct Reader(ReadOnlySpan<byte> octets)
    {
        private readonly int _length = octets.Length;
        private ParseError _error;

        public int Offset => _length - Rest.Length;

        public bool Failed { get; private set; }

        public readonly ParseError? Error => Failed ? _error : null;

        public ReadOnlySpan<byte> Rest { get; private set; } = octets;

        public ushort? Number(string what, bool required = false) =>
            Take(2, what, required, out var field) ? BinaryPrimitives.ReadUInt16LittleEndian(field) : null;

        public uint? Suite(string what) =>
            Take(4, what, false, out var field) ? BinaryPrimitives.ReadUInt32BigEndian(field) : null;

        public ReadOnlySpan<byte> List(ushort? count, int size, string what)
        {
            if (count is not > 0 || Failed)
            {
                return default;
            }

            var needed = count.Value * size;
            if (Rest.Length < needed)
            {
                Fail(what, needed);
                return Rest[..(Rest.Length / size * size)];
            }

            var list = Rest[..needed];
            Rest = Rest[needed..];
            return list;
        }

        private bool Take(int size, string what, bool required, out ReadOnlySpan<byte> field)
        {
            field = default;
            if (Failed || (Rest.IsEmpty && !required))
            {
                return false;
            }

            if (Rest.Length < size)
            {
                Fail(what, size);
                return false;
            }

            field = Rest[..size];
            Rest = Rest[size..];
            return true;
        }

        private void Fail(string what, int needed)
        {
            _error = new ParseError(what, Offset, needed, Rest.Length);
            Failed = true;
        }
    }
}

/// <summary>Fields of an RSNE, for telling which differ.</summary>
[Flags]
public enum RsneFields
{
    /// <summary>No field.</summary>
    None = 0,
    /// <summary>Version.</summary>
    Version = 1,
    /// <summary>Group Data Cipher Suite.</summary>
    GroupDataCipher = 2,
    /// <summary>Pairwise Cipher Suite Count or List.</summary>
    PairwiseCiphers = 4,
    /// <summary>AKM Suite Count or List.</summary>
    Akms = 8,
    /// <summary>RSN Capabilities.</summary>
    Capabilities = 16,
    /// <summary>PMKID Count or List.</summary>
    Pmkids = 32,
    /// <summary>Group Management Cipher Suite.</summary>
    GroupManagementCipher = 64,
    /// <summary>Octets after the last known field.</summary>
    Trailing = 128,
}
