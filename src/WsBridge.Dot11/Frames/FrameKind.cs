namespace WsBridge.Dot11;

/// <summary>The Type subfield of Frame Control.</summary>
public enum FrameType : byte
{
    /// <summary>Management.</summary>
    Management = 0,
    /// <summary>Control.</summary>
    Control = 1,
    /// <summary>Data.</summary>
    Data = 2,
    /// <summary>Extension.</summary>
    Extension = 3,
}

/// <summary>
/// Type and Subtype in one: type × 16 + subtype, the number Wireshark shows as wlan.fc.type_subtype. Values outside the list survive.
/// </summary>
public enum FrameKind : byte
{
    /// <summary>Association Request.</summary>
    AssociationRequest = 0x00,
    /// <summary>Association Response.</summary>
    AssociationResponse = 0x01,
    /// <summary>Reassociation Request.</summary>
    ReassociationRequest = 0x02,
    /// <summary>Reassociation Response.</summary>
    ReassociationResponse = 0x03,
    /// <summary>Probe Request.</summary>
    ProbeRequest = 0x04,
    /// <summary>Probe Response.</summary>
    ProbeResponse = 0x05,
    /// <summary>Timing Advertisement.</summary>
    TimingAdvertisement = 0x06,
    /// <summary>Beacon.</summary>
    Beacon = 0x08,
    /// <summary>ATIM.</summary>
    Atim = 0x09,
    /// <summary>Disassociation.</summary>
    Disassociation = 0x0A,
    /// <summary>Authentication.</summary>
    Authentication = 0x0B,
    /// <summary>Deauthentication.</summary>
    Deauthentication = 0x0C,
    /// <summary>Action.</summary>
    Action = 0x0D,
    /// <summary>Action No Ack.</summary>
    ActionNoAck = 0x0E,
    /// <summary>Trigger.</summary>
    Trigger = 0x12,
    /// <summary>Control Frame Extension: Frame Control bits 8 to 11 are a longer subtype there.</summary>
    ControlFrameExtension = 0x16,
    /// <summary>Control Wrapper.</summary>
    ControlWrapper = 0x17,
    /// <summary>Block Ack Request.</summary>
    BlockAckRequest = 0x18,
    /// <summary>Block Ack.</summary>
    BlockAck = 0x19,
    /// <summary>PS-Poll.</summary>
    PsPoll = 0x1A,
    /// <summary>RTS.</summary>
    Rts = 0x1B,
    /// <summary>CTS.</summary>
    Cts = 0x1C,
    /// <summary>Ack.</summary>
    Ack = 0x1D,
    /// <summary>CF-End.</summary>
    CfEnd = 0x1E,
    /// <summary>CF-End with CF-Ack.</summary>
    CfEndCfAck = 0x1F,
    /// <summary>Data.</summary>
    Data = 0x20,
    /// <summary>Null (no data).</summary>
    Null = 0x24,
    /// <summary>QoS Data.</summary>
    QosData = 0x28,
    /// <summary>QoS Null (no data).</summary>
    QosNull = 0x2C,
}
