using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace WsBridge.Dot11;

/// <summary>
/// The RSNE: what security is offered or chosen. Integers are least significant octet first. IEEE Std 802.11-2020, 9.4.2.24.
/// </summary>
/// <remarks>
/// Every field after Version may be absent; null or "Has…" says so. A field that is cut off is an error, which is a third thing.
/// </remarks>
public readonly ref struct Rsne
{
    /// <summary>Octets of a PMKID.</summary>
    public const int PmkidSize = 16;

    private readonly Reader _reader;

    private Rsne(ReadOnlySpan<byte> body)
    {
        Body = body;
        _reader = new Reader(body);
    }

    /// <summary>The element body: the octets after Element ID and Length.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Version; 1 is the only one defined. Null only in a lenient reading of fewer than two octets.</summary>
    public ushort? Version => Number(Field.Version, 0);

    /// <summary>Group Data Cipher Suite.</summary>
    public CipherSuite? GroupDataCipher => Suite(Field.GroupDataCipher, 2);

    /// <summary>Pairwise Cipher Suite Count as declared.</summary>
    public ushort? PairwiseCount => Number(Field.PairwiseCount, PairwiseListOffset - 2);

    /// <summary>The pairwise cipher suites that are there.</summary>
    public CipherSuiteList PairwiseCiphers => new(List(PairwiseListOffset, _reader.PairwiseLength));

    /// <summary>AKM Suite Count as declared.</summary>
    public ushort? AkmCount => Number(Field.AkmCount, AkmListOffset - 2);

    /// <summary>The AKM suites that are there.</summary>
    public AkmSuiteList Akms => new(List(AkmListOffset, _reader.AkmLength));

    /// <summary>RSN Capabilities.</summary>
    public RsnCapabilities? Capabilities =>
        Number(Field.Capabilities, AkmListOffset + _reader.AkmLength) is { } bits ? new RsnCapabilities(bits) : null;

    /// <summary>PMKID Count as declared: null when the field is absent, which means none just as 0 does.</summary>
    public ushort? PmkidCount => Number(Field.PmkidCount, PmkidListOffset - 2);

    /// <summary>The PMKIDs that are there, one after the other.</summary>
    public ReadOnlySpan<byte> Pmkids => List(PmkidListOffset, _reader.PmkidLength);

    /// <summary>How many whole PMKIDs are there; less than PmkidCount only in a lenient reading.</summary>
    public int PmkidsThere => Pmkids.Length / PmkidSize;

    /// <summary>Where the PMKID List starts (or would), counted from the element body.</summary>
    public int PmkidListOffset => _reader.Has(Field.PmkidCount) ? AkmListOffset + _reader.AkmLength + 4 : _reader.End;

    /// <summary>Group Management Cipher Suite.</summary>
    public CipherSuite? GroupManagementCipher => Suite(Field.GroupManagementCipher, PmkidListOffset + _reader.PmkidLength);

    /// <summary>Octets after the last field known, which a later edition may define.</summary>
    public ReadOnlySpan<byte> Trailing => _reader.Fails(Body) ? default : Body[_reader.End..];

    private static int PairwiseListOffset => 8;

    private int AkmListOffset => PairwiseListOffset + _reader.PairwiseLength + 2;

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
        var rsne = ReadLenient(body);
        error = rsne._reader.ErrorIn(body);
        return rsne;
    }

    /// <summary>Keeps every field and list entry in front of the first error.</summary>
    public static Rsne ReadLenient(ReadOnlySpan<byte> body) => new(body);

    /// <summary>
    /// The fields in which two RSNEs differ. RSN Capabilities absent equals 0, PMKID Count absent equals 0; any other absent field equals
    /// only an absent one.
    /// </summary>
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

    private ushort? Number(Field field, int offset) => _reader.Has(field) ? BinaryPrimitives.ReadUInt16LittleEndian(Body[offset..]) : null;

    private CipherSuite? Suite(Field field, int offset) => _reader.Has(field) ? CipherSuite.Read(Body[offset..]) : null;

    private ReadOnlySpan<byte> List(int offset, int length) => length > 0 ? Body.Slice(offset, length) : default;

    /// <summary>The fields in the order in which they stand; each is there only when all before it are.</summary>
    private enum Field
    {
        Version,
        GroupDataCipher,
        PairwiseCount,
        PairwiseList,
        AkmCount,
        AkmList,
        Capabilities,
        PmkidCount,
        PmkidList,
        GroupManagementCipher,
    }

    /// <summary>
    /// Goes from field to field until one is absent (nothing left) or cut off (something left, too little). It keeps only where that was:
    /// an RSNE is read again by each rule that asks for one, and few of them ask for every field.
    /// </summary>
    private readonly struct Reader
    {
        private readonly int _fields;

        public Reader(ReadOnlySpan<byte> body)
        {
            var (end, fields) = (0, 0);
            (PairwiseLength, AkmLength, PmkidLength) = (0, 0, 0);
            _ = Take(body, 2, ref end, ref fields) && Take(body, 4, ref end, ref fields)
                && Take(body, 2, ref end, ref fields) && TakeList(body, 4, ref end, ref fields, out PairwiseLength)
                && Take(body, 2, ref end, ref fields) && TakeList(body, 4, ref end, ref fields, out AkmLength)
                && Take(body, 2, ref end, ref fields)
                && Take(body, 2, ref end, ref fields) && TakeList(body, PmkidSize, ref end, ref fields, out PmkidLength)
                && Take(body, 4, ref end, ref fields);
            (End, _fields) = (end, fields);
        }

        /// <summary>Octets of the suites that are there.</summary>
        public readonly int PairwiseLength;

        /// <inheritdoc cref="PairwiseLength"/>
        public readonly int AkmLength;

        /// <summary>Octets of the whole PMKIDs that are there.</summary>
        public readonly int PmkidLength;

        /// <summary>Where the last whole field ends.</summary>
        public readonly int End;

        public bool Has(Field field) => (int)field < _fields;

        /// <summary>The field after the last whole one is cut off, and not just absent.</summary>
        public bool Fails(ReadOnlySpan<byte> body) => (Field)_fields switch
        {
            Field.Version or Field.PairwiseList or Field.AkmList or Field.PmkidList => true,
            <= Field.GroupManagementCipher => End < body.Length,
            _ => false,
        };

        public ParseError? ErrorIn(ReadOnlySpan<byte> body)
        {
            if (!Fails(body))
            {
                return null;
            }

            (string what, int needed) = (Field)_fields switch
            {
                Field.Version => ("RSNE Version", 2),
                Field.GroupDataCipher => ("Group Data Cipher Suite", 4),
                Field.PairwiseCount => ("Pairwise Cipher Suite Count", 2),
                Field.PairwiseList => ("Pairwise Cipher Suite List", 4 * Count(body, End)),
                Field.AkmCount => ("AKM Suite Count", 2),
                Field.AkmList => ("AKM Suite List", 4 * Count(body, End)),
                Field.Capabilities => ("RSN Capabilities", 2),
                Field.PmkidCount => ("PMKID Count", 2),
                Field.PmkidList => ("PMKID List", PmkidSize * Count(body, End)),
                _ => ("Group Management Cipher Suite", 4),
            };
            return new ParseError(what, End, needed, body.Length - End);
        }

        private static int Count(ReadOnlySpan<byte> body, int end) => BinaryPrimitives.ReadUInt16LittleEndian(body[(end - 2)..]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static bool Take(ReadOnlySpan<byte> body, int size, ref int end, ref int fields)
        {
            if (body.Length - end < size)
            {
                return false;
            }

            end += size;
            fields++;
            return true;
        }

        /// <summary>A list, the entries of which the two octets before it count.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static bool TakeList(ReadOnlySpan<byte> body, int size, ref int end, ref int fields, out int length)
        {
            length = Count(body, end) * size;
            if (Take(body, length, ref end, ref fields))
            {
                return true;
            }

            length = (body.Length - end) / size * size;
            return false;
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
