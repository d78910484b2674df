using WsBridge.Sdk;

namespace DhcpAfterRoam;

/// <summary>What Wireshark registers.</summary>
internal static class Declared
{
    public static readonly FieldInfo Time =
        new("wsbridge.dhcp_after_roam.time", "Time since the roam", FieldType.RelativeTime,
            "From the end of the client's roam to the acknowledgement of its address");
    public static readonly FieldInfo Asked = new("wsbridge.dhcp_after_roam.asked", "Client asked after", FieldType.RelativeTime,
        "From the end of the client's roam to its first DHCP message");
    public static readonly FieldInfo RoamFrame = new("wsbridge.dhcp_after_roam.roam", "Roam ended in frame", FieldType.FrameNumber,
        "Last frame of the association or of its handshake");

    public static readonly ExpertInfo Slow = new("wsbridge.dhcp_after_roam.expert.slow", "The client got its address late after a roam",
        ExpertGroup.Sequence, Severity.Warn)
    {
        Explanation = "The client was associated, with keys, and yet without an address. To its user the roam lasted until now.",
        Next = "See who was slow: the client to ask (time until it asked), or the server to answer. A relay or a VLAN that is not there at "
            + "the new access point makes the first questions go unanswered.",
    };

    public static readonly ExpertInfo Refused = new("wsbridge.dhcp_after_roam.expert.refused",
        "After a roam the server refused the client's address", ExpertGroup.Response, Severity.Note)
    {
        Explanation = "The client asked for the address that it had before the roam, and that address is of no use here: it has come into "
            + "another subnet.",
        Next = "If clients should keep their address, see why the new access point puts them into another VLAN.",
    };

    public static IReadOnlyList<FieldInfo> Fields { get; } = [Time, Asked, RoamFrame];

    public static IReadOnlyList<ExpertInfo> Experts { get; } = [Slow, Refused];
}
