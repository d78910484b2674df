using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>What a Per-STA Profile of a Reconfiguration Multi-Link element is about. Values outside the list survive.</summary>
public enum LinkOperation : byte
{
    /// <summary>The AP of the link goes.</summary>
    ApRemoval = 0,
    /// <summary>Operation Parameter Update.</summary>
    ParameterUpdate = 1,
    /// <summary>A client adds the link.</summary>
    AddLink = 2,
    /// <summary>A client gives the link up.</summary>
    DeleteLink = 3,
    /// <summary>NSTR Status Update.</summary>
    NstrStatusUpdate = 4,
}

/// <summary>
/// A Per-STA Profile of a Basic or Reconfiguration Multi-Link element: STA Control (2, least significant octet first), STA Info (its length
/// first), then what the frame would say of that link. IEEE Std 802.11be-2024, 9.4.2.321.2.4.
/// </summary>
public readonly ref struct PerStaProfile
{
    private const int ControlSize = 2;
    private const int CapabilitySize = 2;
    private const int OperationBits = 7;
    private const ushort CompleteProfile = 1 << 4;
    private const ushort AddressPresent = 1 << 5;
    private const ushort RemovalTimerPresent = 1 << 6;
    private readonly ReadOnlySpan<byte> _octets;

    internal PerStaProfile(ReadOnlySpan<byte> octets) => _octets = octets;

    /// <summary>Link ID, 0 to 14.</summary>
    public int LinkId => Control & 0xF;

    /// <summary>Address of the STA or AP on that link; null where the profile does not have it.</summary>
    public MacAddress? Address => (Control & AddressPresent) != 0 && Info.Length >= MacAddress.Size ? MacAddress.Read(Info) : null;

    /// <summary>The profile is complete: what it does not have is inherited from the frame.</summary>
    public bool IsComplete => (Control & CompleteProfile) != 0;

    /// <summary>Of a Reconfiguration Multi-Link element: what it is about.</summary>
    public LinkOperation Operation => (LinkOperation)(Control >> OperationBits & 0xF);

    /// <summary>
    /// Of a Reconfiguration Multi-Link element: AP Removal Timer, in Beacon intervals; null where the profile does not have it.
    /// </summary>
    public ushort? RemovalTimer => (Control & RemovalTimerPresent) != 0 && Info.Length >= RemovalTimerOffset + sizeof(ushort)
        ? BinaryPrimitives.ReadUInt16LittleEndian(Info[RemovalTimerOffset..])
        : null;

    /// <summary>What the frame would say of that link: fixed fields, then elements.</summary>
    public ReadOnlySpan<byte> Profile => _octets.Length <= ControlSize || ControlSize + _octets[ControlSize] > _octets.Length
        ? default
        : _octets[(ControlSize + _octets[ControlSize])..];

    /// <summary>
    /// Status Code of the link in a (Re)Association Response, where Capability Information (2) stands in front of it; null where it is cut
    /// off.
    /// </summary>
    public ushort? ResponseStatus => Profile.Length >= 4 ? BinaryPrimitives.ReadUInt16LittleEndian(Profile[2..]) : null;

    /// <summary>Capability Information, with which the fixed fields of a profile begin; null where it is cut off.</summary>
    public ushort? Capabilities => Profile.Length >= CapabilitySize ? BinaryPrimitives.ReadUInt16LittleEndian(Profile) : null;

    /// <summary>
    /// What the frame would say of that link in a Beacon, Probe Response or Association Request: the elements of the frame but for those
    /// that are of the link on which it is sent, with the profile's own. IEEE Std 802.11be-2024, 35.3.3.4.
    /// </summary>
    /// <param name="around">The elements of the frame.</param>
    /// <returns>Null where the profile is not complete, or cut off.</returns>
    public byte[]? Inherit(scoped in Elements around) => IsComplete && Profile is { Length: >= CapabilitySize } profile
        ? ElementInheritance.Merge(around, new Elements(profile[CapabilitySize..]), [ElementId.Tim],
            [ReducedNeighborReport.ElementId, ElementId.MultipleBssid, ElementId.MultipleBssidIndex], [MultiLink.ExtensionId])
        : null;

    internal const int MinimumSize = ControlSize + 1;

    private int RemovalTimerOffset => (Control & AddressPresent) != 0 ? MacAddress.Size : 0;

    private ushort Control => BinaryPrimitives.ReadUInt16LittleEndian(_octets);

    private ReadOnlySpan<byte> Info =>
        _octets[ControlSize] < 1 ? default : _octets[(ControlSize + 1)..Math.Min(_octets.Length, ControlSize + _octets[ControlSize])];
}

/// <summary>
/// The Link Info of a Basic Multi-Link element: subelements, of which Per-STA Profiles are those with ID 0; one longer than 255 octets goes
/// on in Fragments.
/// </summary>
public readonly ref struct PerStaProfiles
{
    private const byte ProfileId = 0;
    private const byte FragmentId = 254;
    private readonly ReadOnlySpan<byte> _linkInfo;

    internal PerStaProfiles(ReadOnlySpan<byte> linkInfo) => _linkInfo = linkInfo;

    /// <summary>Walks them in order.</summary>
    public Enumerator GetEnumerator() => new(_linkInfo);

    /// <summary>Walks Per-STA Profiles; stops before a subelement that is cut off.</summary>
    public ref struct Enumerator
    {
        private ReadOnlySpan<byte> _rest;
        private ReadOnlySpan<byte> _current;

        internal Enumerator(ReadOnlySpan<byte> linkInfo) => _rest = linkInfo;

        /// <summary>The profile at hand.</summary>
        public readonly PerStaProfile Current => new(_current);

        /// <summary>Goes to the next whole profile.</summary>
        public bool MoveNext()
        {
            while (_rest.Length >= 2 && _rest[1] + 2 <= _rest.Length)
            {
                byte id = _rest[0];
                _current = Take();
                if (id == ProfileId && _current.Length >= PerStaProfile.MinimumSize)
                {
                    return true;
                }
            }

            return false;
        }

        private ReadOnlySpan<byte> Take()
        {
            int length = _rest[1];
            ReadOnlySpan<byte> body = _rest.Slice(2, length);
            _rest = _rest[(2 + length)..];
            while (length == byte.MaxValue && _rest is [FragmentId, var more, ..] && 2 + more <= _rest.Length)
            {
                body = (byte[])[.. body, .. _rest.Slice(2, more)];
                _rest = _rest[(2 + more)..];
                length = more;
            }

            return body;
        }
    }
}
