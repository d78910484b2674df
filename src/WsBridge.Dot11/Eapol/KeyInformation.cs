namespace WsBridge.Dot11;

/// <summary>
/// The Key Information field of an EAPOL-Key frame; bit 0 is the lowest bit of the second octet on air. IEEE Std 802.11-2020, 12.7.2.
/// </summary>
public readonly record struct KeyInformation(ushort Value)
{
    /// <summary>Key Descriptor Version (bits 0 to 2).</summary>
    public int DescriptorVersion => Value & 7;

    /// <summary>Key Type (bit 3): pairwise rather than group.</summary>
    public bool Pairwise => (Value & 0x0008) != 0;

    /// <summary>Key Index (bits 4 and 5), which only WPA uses.</summary>
    public int KeyIndex => Value >> 4 & 3;

    /// <summary>Install (bit 6).</summary>
    public bool Install => (Value & 0x0040) != 0;

    /// <summary>Key Ack (bit 7).</summary>
    public bool Ack => (Value & 0x0080) != 0;

    /// <summary>Key MIC (bit 8).</summary>
    public bool Mic => (Value & 0x0100) != 0;

    /// <summary>Secure (bit 9).</summary>
    public bool Secure => (Value & 0x0200) != 0;

    /// <summary>Error (bit 10).</summary>
    public bool Error => (Value & 0x0400) != 0;

    /// <summary>Request (bit 11).</summary>
    public bool Request => (Value & 0x0800) != 0;

    /// <summary>Encrypted Key Data (bit 12).</summary>
    public bool EncryptedKeyData => (Value & 0x1000) != 0;

    /// <summary>SMK Message (bit 13).</summary>
    public bool SmkMessage => (Value & 0x2000) != 0;

    /// <summary>All sixteen bits, as <c>0x010A</c>.</summary>
    public override string ToString() => $"0x{Value:X4}";
}
