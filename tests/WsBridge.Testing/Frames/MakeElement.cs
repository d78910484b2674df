using System.Text;

namespace WsBridge.Testing;

/// <summary>What an RSNE says; the defaults are a plain CCMP-128 network.</summary>
public sealed record RsneOptions
{
    /// <summary>Version.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Group data cipher suite type under 00-0F-AC.</summary>
    public int GroupCipher { get; init; } = 4;

    /// <summary>Pairwise cipher suite types under 00-0F-AC.</summary>
    public IReadOnlyList<int> PairwiseCiphers { get; init; } = [4];

    /// <summary>AKM suite types under 00-0F-AC.</summary>
    public IReadOnlyList<int> Akms { get; init; } = [2];

    /// <summary>RSN Capabilities; null leaves this field and all after it away.</summary>
    public int? Capabilities { get; init; } = 0;

    /// <summary>PMKIDs of 16 octets each; null leaves the PMKID Count away, unless a group management cipher asks for it.</summary>
    public IReadOnlyList<byte[]>? Pmkids { get; init; }

    /// <summary>PMKID Count to write instead of the true one.</summary>
    public int? DeclaredPmkidCount { get; init; }

    /// <summary>Group management cipher suite type under 00-0F-AC; null leaves it away.</summary>
    public int? GroupManagementCipher { get; init; }
}

/// <summary>What an FTE says; the defaults are one without a MIC, nonces of zero, no subelements.</summary>
public sealed record FteOptions
{
    /// <summary>MIC; its length is that of the FTE's MIC.</summary>
    public byte[] Mic { get; init; } = new byte[16];

    /// <summary>RSNXE Used and the MIC Length code: the first octet of MIC Control.</summary>
    public int MicControl { get; init; }

    /// <summary>Element Count: the second octet of MIC Control.</summary>
    public int ElementCount { get; init; }

    /// <summary>ANonce.</summary>
    public byte[] ANonce { get; init; } = new byte[32];

    /// <summary>SNonce.</summary>
    public byte[] SNonce { get; init; } = new byte[32];

    /// <summary>R1KH-ID; null leaves it away.</summary>
    public Dot11.MacAddress? R1khId { get; init; }

    /// <summary>R0KH-ID; null leaves it away.</summary>
    public string? R0khId { get; init; }

    /// <summary>Octets of further subelements.</summary>
    public byte[] MoreSubelements { get; init; } = [];
}

/// <summary>Elements as octets, with Element ID and Length.</summary>
public static class MakeElement
{
    /// <summary>
    /// A Basic Multi-Link element: MLD MAC address, Link ID (null for a client, which has none), and a complete profile for each other
    /// link.
    /// </summary>
    public static byte[] MultiLink(Dot11.MacAddress mld, int? linkId, params (int Id, Dot11.MacAddress Address, byte[] Profile)[] links)
    {
        var writer = new OctetWriter().U16(linkId is null ? 0 : 1 << 4).U8(linkId is null ? 7 : 8).Address(mld);
        if (linkId is { } own)
        {
            writer.U8(own);
        }

        foreach (var link in links)
        {
            // STA Control: Link ID, Complete Profile, STA MAC Address Present. STA Info: its length, the address.
            byte[] body = [.. new OctetWriter().U16(link.Id | 1 << 4 | 1 << 5).U8(7).Address(link.Address).ToArray(), .. link.Profile];
            writer.U8(0).U8(body.Length).Add(body);
        }

        return Fragmented(255, [107, .. writer.ToArray()]);
    }

    /// <summary>A Reconfiguration Multi-Link element of an AP that removes links: Link ID and AP Removal Timer of each.</summary>
    public static byte[] LinkRemoval(params (int Id, int Intervals)[] links)
    {
        var writer = new OctetWriter().U16(2).U8(1);
        foreach (var link in links)
        {
            writer.U8(0).U8(5).U16(link.Id | 1 << 6).U8(3).U16(link.Intervals);
        }

        return Any(255, [107, .. writer.ToArray()]);
    }

    /// <summary>A Reconfiguration Multi-Link element of a client that adds links or gives them up: Link ID and its address there.</summary>
    public static byte[] LinkRequest(params (int Id, Dot11.MacAddress Address, bool Adds)[] links)
    {
        var writer = new OctetWriter().U16(2).U8(1);
        foreach (var link in links)
        {
            writer.U8(0).U8(9).U16(link.Id | 1 << 5 | (link.Adds ? 2 : 3) << 7).U8(7).Address(link.Address);
        }

        return Any(255, [107, .. writer.ToArray()]);
    }

    /// <summary>A Reduced Neighbor Report of APs on one channel of operating class 115, with MLD Parameters.</summary>
    public static byte[] ReducedNeighborReport(int channel, params (Dot11.MacAddress Bssid, int MldId, int LinkId)[] neighbors)
    {
        var writer = new OctetWriter().U16((neighbors.Length - 1) << 4 | 16 << 8).U8(115).U8(channel);
        foreach (var neighbor in neighbors)
        {
            // TBTT offset, BSSID, Short SSID, BSS Parameters, 20 MHz PSD, then AP MLD ID and Link ID.
            writer.U8(255).Address(neighbor.Bssid).U32(0).U8(0x42).U8(127).U8(neighbor.MldId).U16(neighbor.LinkId);
        }

        return Any(201, writer.ToArray());
    }

    /// <summary>Any element of at most 255 octets.</summary>
    public static byte[] Any(int id, params ReadOnlySpan<byte> body) => [(byte)id, checked((byte)body.Length), .. body];

    /// <summary>Any element, with Fragment elements when the body is longer than 255 octets.</summary>
    public static byte[] Fragmented(int id, ReadOnlySpan<byte> body)
    {
        var writer = new OctetWriter();
        do
        {
            var part = body[..Math.Min(255, body.Length)];
            writer.Add(Any(id, part));
            body = body[part.Length..];
            id = 242;
        }
        while (!body.IsEmpty);
        return writer.ToArray();
    }

    /// <summary>SSID.</summary>
    public static byte[] Ssid(string ssid) => Any(0, Encoding.UTF8.GetBytes(ssid));

    /// <summary>RSNE of one AKM, the rest by default.</summary>
    public static byte[] Rsne(int akm, int? capabilities = 0, params IReadOnlyList<byte[]> pmkids) =>
        Rsne(new RsneOptions { Akms = [akm], Capabilities = capabilities, Pmkids = pmkids.Count == 0 ? null : pmkids });

    /// <summary>RSNE.</summary>
    public static byte[] Rsne(RsneOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = new OctetWriter().U16(options.Version).U32BigEndian(Suite(options.GroupCipher));
        AddSuites(body, options.PairwiseCiphers);
        AddSuites(body, options.Akms);
        if (options.Capabilities is { } capabilities)
        {
            body.U16(capabilities);
            if (options.Pmkids is not null || options.DeclaredPmkidCount is not null || options.GroupManagementCipher is not null)
            {
                body.U16(options.DeclaredPmkidCount ?? options.Pmkids?.Count ?? 0);
                foreach (var pmkid in options.Pmkids ?? [])
                {
                    body.Add(pmkid);
                }
            }

            if (options.GroupManagementCipher is { } cipher)
            {
                body.U32BigEndian(Suite(cipher));
            }
        }

        return Any(48, body.ToArray());
    }

    /// <summary>
    /// WPA element: version 1, suite types under 00-50-F2 (ciphers 2 TKIP, 4 CCMP; AKMs 1 IEEE 802.1X, 2 PSK), no capabilities unless
    /// given.
    /// </summary>
    public static byte[] Wpa(int akm = 2, int pairwise = 2, int group = 2, int? capabilities = null)
    {
        var body = new OctetWriter().U16(1).U32BigEndian(WpaSuite(group)).U16(1).U32BigEndian(WpaSuite(pairwise)).U16(1)
            .U32BigEndian(WpaSuite(akm));
        if (capabilities is { } bits)
        {
            body.U16(bits);
        }

        return Vendor(0x0050F2, 1, body.ToArray());
    }

    /// <summary>MDE; the MDID in on-air order, so 0x0102 is 01 02 on air.</summary>
    public static byte[] Mde(int mdid = 0x0102, int capability = 1) =>
        Any(54, new OctetWriter().U16BigEndian(mdid).U8(capability).ToArray());

    /// <summary>FTE; one longer than 255 octets is fragmented.</summary>
    public static byte[] Fte(FteOptions? options = null)
    {
        options ??= new FteOptions();
        var body = new OctetWriter().U8(options.MicControl).U8(options.ElementCount)
            .Add(options.Mic).Add(options.ANonce).Add(options.SNonce);
        if (options.R1khId is { } r1khId)
        {
            body.U8(1).U8(6).Address(r1khId);
        }

        if (options.R0khId is { } r0khId)
        {
            body.Add(Any(3, Encoding.UTF8.GetBytes(r0khId)));
        }

        return Fragmented(55, body.Add(options.MoreSubelements).ToArray());
    }

    /// <summary>RSNXE of one octet or more; the default says SAE hash-to-element.</summary>
    public static byte[] Rsnxe(params ReadOnlySpan<byte> body) => body.IsEmpty ? Any(244, 0x20) : Any(244, body);

    /// <summary>TIE; type 1 is the reassociation deadline in TUs.</summary>
    public static byte[] TimeoutInterval(int type, uint value) => Any(56, new OctetWriter().U8(type).U32(value).ToArray());

    /// <summary>RDE.</summary>
    public static byte[] Rde(int identifier, int count, int status) =>
        Any(57, new OctetWriter().U8(identifier).U8(count).U16(status).ToArray());

    /// <summary>Supported Rates, so that frames look whole in Wireshark.</summary>
    public static byte[] SupportedRates() => Any(1, 0x82, 0x84, 0x8B, 0x96, 0x0C, 0x12, 0x18, 0x24);

    /// <summary>DSSS Parameter Set: the channel.</summary>
    public static byte[] Channel(int channel) => Any(3, (byte)channel);

    /// <summary>Vendor specific.</summary>
    public static byte[] Vendor(int oui, int type, params ReadOnlySpan<byte> body) =>
        Any(221, [(byte)(oui >> 16), (byte)(oui >> 8), (byte)oui, (byte)type, .. body]);

    /// <summary>Multiple BSSID: MaxBSSID Indicator, then one Nontransmitted BSSID Profile subelement for each.</summary>
    public static byte[] MultipleBssid(int indicator, params IEnumerable<byte[]> profiles) =>
        Any(71, [(byte)indicator, .. profiles.SelectMany(profile => (byte[])[0, (byte)profile.Length, .. profile])]);

    /// <summary>
    /// Nontransmitted BSSID Profile: capabilities, SSID, Multiple BSSID-Index with DTIM Period 2 and this DTIM Count, then what is its own.
    /// </summary>
    public static byte[] NontransmittedProfile(int index, string ssid, int capabilities = 0x0411, int dtimCount = 0,
        params IEnumerable<byte[]> own) =>

        [
            .. Any(83, (byte)capabilities, (byte)(capabilities >> 8)),
            .. Ssid(ssid),
            .. Any(85, (byte)index, 2, (byte)dtimCount),
            .. own.SelectMany(element => element),
        ];

    /// <summary>Non-Inheritance: Element IDs, none under 255.</summary>
    public static byte[] NonInheritance(params ReadOnlySpan<byte> ids) => Any(255, [56, (byte)ids.Length, .. ids, 0]);

    /// <summary>Neighbor Report of a BSSID.</summary>
    public static byte[] NeighborReport(Dot11.MacAddress bssid, int operatingClass = 81, int channel = 1) =>
        Any(52, new OctetWriter().Address(bssid).U32(0).U8(operatingClass).U8(channel).U8(9).ToArray());

    private static uint WpaSuite(int type) => 0x0050_F200u | (byte)type;

    private static uint Suite(int type) => 0x000F_AC00u | (byte)type;

    private static void AddSuites(OctetWriter body, IReadOnlyList<int> types)
    {
        body.U16(types.Count);
        foreach (var type in types)
        {
            body.U32BigEndian(Suite(type));
        }
    }
}

/// <summary>KDEs of key data as octets.</summary>
public static class MakeKde
{
    /// <summary>Any KDE under 00-0F-AC.</summary>
    public static byte[] Any(int type, params ReadOnlySpan<byte> data) => MakeElement.Vendor(0x000FAC, type, data);

    /// <summary>PMKID.</summary>
    public static byte[] Pmkid(ReadOnlySpan<byte> pmkid) => Any(4, pmkid);

    /// <summary>GTK.</summary>
    public static byte[] Gtk(int keyId, ReadOnlySpan<byte> gtk) => Any(1, [(byte)keyId, 0, .. gtk]);

    /// <summary>IGTK with an IPN of zero.</summary>
    public static byte[] Igtk(int keyId, ReadOnlySpan<byte> igtk) => Any(9, [(byte)keyId, 0, 0, 0, 0, 0, 0, 0, .. igtk]);

    /// <summary>MAC address.</summary>
    public static byte[] Mac(Dot11.MacAddress address) => Any(3, new OctetWriter().Address(address).ToArray());

    /// <summary>An MLO Link KDE without elements.</summary>
    public static byte[] MloLink(int linkId, Dot11.MacAddress address) => Any(19, new OctetWriter().U8(linkId).Address(address).ToArray());

    /// <summary>Padding to a multiple of eight octets (16 or more): DD and zeros.</summary>
    public static byte[] Pad(ReadOnlySpan<byte> keyData)
    {
        if (keyData.Length >= 16 && keyData.Length % 8 == 0)
        {
            return keyData.ToArray();
        }

        var padded = new byte[Math.Max(16, (keyData.Length + 7) & -8)];
        keyData.CopyTo(padded);
        padded[keyData.Length] = 0xDD;
        return padded;
    }
}
