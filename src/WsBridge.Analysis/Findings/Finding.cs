using WsBridge.Analysis.Frames;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Findings;

/// <summary>What a rule found. Texts name no frame numbers, because Wireshark may number frames anew: <see cref="Related"/> does.</summary>
public sealed record Finding
{
    /// <summary>The rule.</summary>
    public required RuleInfo Rule { get; init; }

    /// <summary>Its severity here.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How much it explains of a failure; null for the rule's <see cref="RuleInfo.Rank"/>.</summary>
    internal ExplanationRank? OwnRank { get; init; }

    /// <summary>How much it explains of a failure.</summary>
    internal ExplanationRank Rank => OwnRank ?? Rule.Rank;

    /// <summary>Who is at fault here.</summary>
    public required Fault Fault { get; init; }

    /// <summary>The frame on which it became clear.</summary>
    public required StoredFrame Frame { get; init; }

    /// <summary>Earlier frames that it is about; it shows on them too wherever a frame can be shown again.</summary>
    public IReadOnlyList<StoredFrame> About { get; init; } = [];

    /// <summary>The STA, of a multi-link device its MLD MAC address; null when none is concerned.</summary>
    public MacAddress? Sta { get; init; }

    /// <summary>The BSS; where the exchange is multi-link, the one in which the STA associates.</summary>
    public MacAddress? Bssid { get; init; }

    /// <summary>The MLD MAC addresses of both sides and their links; null where the exchange is not multi-link.</summary>
    public MultiLinkSetup? Links { get; init; }

    /// <summary>Its SSID in printable form; null when not known.</summary>
    public string? Ssid { get; init; }

    /// <summary>What was seen, with the values compared.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// Who is right when an exchange has failed over keys, in one sentence that can be forwarded, or which key would tell; null where there
    /// is nothing to say of keys.
    /// </summary>
    public string? Verdict { get; init; }

    /// <summary>What to do next.</summary>
    public required string Next { get; init; }

    /// <summary>Frames to look at.</summary>
    public IReadOnlyList<RelatedFrame> Related { get; init; } = [];

    /// <summary>Offset of the octets it is about from the MAC header of <see cref="Frame"/>; -1 when it is about the frame.</summary>
    public int Offset { get; init; } = -1;

    /// <summary>How many octets.</summary>
    public int Length { get; init; }

    /// <summary>Index of the association attempt it belongs to; null when it belongs to none.</summary>
    public int? Roam { get; init; }

    /// <summary>Rule-specific values, as the rule documents them.</summary>
    public IReadOnlyList<FindingValue> Values { get; init; } = [];
}
