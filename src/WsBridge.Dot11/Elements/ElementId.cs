namespace WsBridge.Dot11;

/// <summary>Element IDs that the analysis asks for.</summary>
public static class ElementId
{
    /// <summary>SSID.</summary>
    public const byte Ssid = 0;
    /// <summary>DSSS Parameter Set: the current channel.</summary>
    public const byte DsParameterSet = 3;
    /// <summary>TIM: Traffic Indication Map.</summary>
    public const byte Tim = 5;
    /// <summary>Country.</summary>
    public const byte Country = 7;
    /// <summary>BSS Load.</summary>
    public const byte BssLoad = 11;
    /// <summary>Challenge text.</summary>
    public const byte ChallengeText = 16;
    /// <summary>RSNE.</summary>
    public const byte Rsne = 48;
    /// <summary>Neighbor Report.</summary>
    public const byte NeighborReport = 52;
    /// <summary>MDE.</summary>
    public const byte Mde = 54;
    /// <summary>FTE.</summary>
    public const byte Fte = 55;
    /// <summary>TIE: Timeout Interval.</summary>
    public const byte TimeoutInterval = 56;
    /// <summary>RDE: RIC Data.</summary>
    public const byte Rde = 57;
    /// <summary>HT Operation.</summary>
    public const byte HtOperation = 61;
    /// <summary>WAPI, with AKMs and ciphers of its own (GB 15629.11).</summary>
    public const byte Wapi = 68;
    /// <summary>RM Enabled Capabilities.</summary>
    public const byte RmEnabledCapabilities = 70;
    /// <summary>Multiple BSSID.</summary>
    public const byte MultipleBssid = 71;
    /// <summary>RIC Descriptor.</summary>
    public const byte RicDescriptor = 75;
    /// <summary>MME: Management MIC.</summary>
    public const byte Mme = 76;
    /// <summary>Nontransmitted BSSID Capability.</summary>
    public const byte NontransmittedBssidCapability = 83;
    /// <summary>Multiple BSSID-Index.</summary>
    public const byte MultipleBssidIndex = 85;
    /// <summary>Extended Capabilities.</summary>
    public const byte ExtendedCapabilities = 127;
    /// <summary>Cisco CCX: name and load of the AP.</summary>
    public const byte CiscoCcx = 133;
    /// <summary>Vendor Specific.</summary>
    public const byte VendorSpecific = 221;
    /// <summary>Fragment: the rest of an element longer than 255 octets.</summary>
    public const byte Fragment = 242;
    /// <summary>RSNXE.</summary>
    public const byte Rsnxe = 244;
    /// <summary>The next octet is an Element ID Extension.</summary>
    public const byte Extension = 255;
}
