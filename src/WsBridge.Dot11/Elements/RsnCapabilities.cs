namespace WsBridge.Dot11;

/// <summary>The RSN Capabilities field; bit 0 is the lowest bit of the first octet. IEEE Std 802.11-2020, 9.4.2.24.</summary>
public readonly record struct RsnCapabilities(ushort Value)
{
    /// <summary>Preauthentication (bit 0).</summary>
    public bool Preauthentication => (Value & 0x0001) != 0;

    /// <summary>No Pairwise (bit 1).</summary>
    public bool NoPairwise => (Value & 0x0002) != 0;

    /// <summary>PTKSA Replay Counter (bits 2 and 3) as coded: 0 to 3 for 1, 2, 4 or 16 counters.</summary>
    public int PtksaReplayCounter => Value >> 2 & 3;

    /// <summary>GTKSA Replay Counter (bits 4 and 5) as coded.</summary>
    public int GtksaReplayCounter => Value >> 4 & 3;

    /// <summary>Management Frame Protection Required (bit 6).</summary>
    public bool Mfpr => (Value & 0x0040) != 0;

    /// <summary>Management Frame Protection Capable (bit 7).</summary>
    public bool Mfpc => (Value & 0x0080) != 0;

    /// <summary>Operating Channel Validation Capable (bit 14).</summary>
    public bool Ocvc => (Value & 0x4000) != 0;

    /// <summary>All sixteen bits, as <c>0x00C0</c>.</summary>
    public override string ToString() => $"0x{Value:X4}";
}
