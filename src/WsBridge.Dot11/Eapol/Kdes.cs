namespace WsBridge.Dot11;

/// <summary>Data types of KDEs under 00-0F-AC.</summary>
public enum KdeType : byte
{
    /// <summary>Not a KDE of 00-0F-AC.</summary>
    None = 0,
    /// <summary>GTK.</summary>
    Gtk = 1,
    /// <summary>MAC address.</summary>
    MacAddress = 3,
    /// <summary>PMKID.</summary>
    Pmkid = 4,
    /// <summary>SMK.</summary>
    Smk = 5,
    /// <summary>Nonce.</summary>
    Nonce = 6,
    /// <summary>Lifetime.</summary>
    Lifetime = 7,
    /// <summary>Error.</summary>
    Error = 8,
    /// <summary>IGTK.</summary>
    Igtk = 9,
    /// <summary>Key ID.</summary>
    KeyId = 10,
    /// <summary>Multi-band GTK.</summary>
    MultiBandGtk = 11,
    /// <summary>Multi-band Key ID.</summary>
    MultiBandKeyId = 12,
    /// <summary>OCI.</summary>
    Oci = 13,
    /// <summary>BIGTK.</summary>
    Bigtk = 14,
    /// <summary>MLO GTK.</summary>
    MloGtk = 16,
    /// <summary>MLO IGTK.</summary>
    MloIgtk = 17,
    /// <summary>MLO BIGTK.</summary>
    MloBigtk = 18,
    /// <summary>MLO Link.</summary>
    MloLink = 19,
}

/// <summary>One entry of key data: a KDE (DD, length, OUI, data type, data) or a plain element such as RSNE, MDE and FTE.</summary>
public readonly ref struct Kde
{
    private const int SelectorSize = 4;

    internal Kde(Element element) => Element = element;

    /// <summary>The entry read as an element.</summary>
    public Element Element { get; }

    /// <summary>Element ID; 221 (DD) for a KDE.</summary>
    public byte Id => Element.Id;

    /// <summary>OUI and data type as one number, for example 000FAC04; null for a plain element.</summary>
    public uint? Selector => Id == ElementId.VendorSpecific && Element.Body is [var a, var b, var c, var t, ..]
        ? (uint)(a << 24 | b << 16 | c << 8 | t)
        : null;

    /// <summary>The data type under 00-0F-AC, None for other OUIs and plain elements.</summary>
    public KdeType Type => Selector is { } selector && (selector & 0xFFFF_FF00) == SuiteSelector.RsnOui ? (KdeType)selector : KdeType.None;

    /// <summary>The data after the selector, or the body of a plain element.</summary>
    public ReadOnlySpan<byte> Data => Selector is null ? Element.Body : Element.Body[SelectorSize..];

    /// <summary>Where Data start, counted as the entry's offset is.</summary>
    public int DataOffset => Element.BodyOffset + (Selector is null ? 0 : SelectorSize);
}

/// <summary>Key data in clear: KDEs and elements, then padding (DD and zeros), which ends the walk without an error.</summary>
public readonly ref struct Kdes
{
    private readonly int _offset;

    /// <summary>Key data in clear, the first octet of which stands at <paramref name="offset"/>.</summary>
    public Kdes(ReadOnlySpan<byte> keyData, int offset = 0)
    {
        KeyData = keyData;
        _offset = offset;
    }

    /// <summary>All octets, padding included.</summary>
    public ReadOnlySpan<byte> KeyData { get; }

    /// <summary>The entry that is cut off, null when all are whole. Walks the entries.</summary>
    public ParseError? Error
    {
        get
        {
            var walk = GetEnumerator();
            while (walk.MoveNext())
            {
            }

            return walk.Error;
        }
    }

    /// <summary>Walks the entries in frame order.</summary>
    public Enumerator GetEnumerator() => new(KeyData, _offset);

    /// <summary>The first KDE of this type under 00-0F-AC.</summary>
    public bool TryFind(KdeType type, out Kde kde)
    {
        foreach (var candidate in this)
        {
            if (type != KdeType.None && candidate.Type == type)
            {
                kde = candidate;
                return true;
            }
        }

        kde = default;
        return false;
    }

    /// <summary>The first plain element with this Element ID.</summary>
    public bool TryFindElement(byte id, out Element element)
    {
        foreach (var candidate in this)
        {
            if (candidate.Id == id && candidate.Selector is null)
            {
                element = candidate.Element;
                return true;
            }
        }

        element = default;
        return false;
    }

    /// <summary>The entries read as elements, for runs and fragments; padding shows as an element there.</summary>
    public Elements Elements => new(KeyData, _offset);

    /// <summary>Walks entries; after the last step, Error tells whether one was cut off.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<byte> _keyData;
        private Elements.Enumerator _elements;
        private bool _ended;

        internal Enumerator(ReadOnlySpan<byte> keyData, int offset)
        {
            _keyData = keyData;
            _elements = new Elements(keyData, offset).GetEnumerator();
        }

        /// <summary>The entry that stopped the walk, null while none did.</summary>
        public readonly ParseError? Error => _ended ? null : _elements.Error;

        /// <summary>The entry at hand.</summary>
        public readonly Kde Current => new(_elements.Current);

        /// <summary>Goes to the next whole entry.</summary>
        public bool MoveNext()
        {
            _ended = _ended || _keyData[_elements.Next..] is [ElementId.VendorSpecific] or [ElementId.VendorSpecific, 0, ..];
            return !_ended && _elements.MoveNext();
        }
    }
}
