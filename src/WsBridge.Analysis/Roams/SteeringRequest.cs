using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>A BSS Transition Management Request to a STA, and what the STA answered.</summary>
/// <param name="Frame">The request.</param>
/// <param name="Bssid">Who sent it.</param>
/// <param name="How">What it says.</param>
/// <param name="DialogToken">Which response belongs to it.</param>
internal sealed record SteeringRequest(FrameRef Frame, MacAddress Bssid, Steering How, byte DialogToken)
{
    /// <summary>A request to move explains a move this long.</summary>
    private const long ExplainsMicroseconds = 10_000_000;

    /// <summary>BTM Status Code of the response; null as long as none was captured.</summary>
    public byte? Status { get; set; }

    /// <summary>An attempt has begun since: it explains no other one.</summary>
    public bool IsSpent { get; set; }

    /// <summary>Whether an attempt that begins now may be due to it.</summary>
    public bool Explains(long now) => !IsSpent && now - Frame.TimeMicroseconds is >= 0 and <= ExplainsMicroseconds;

    /// <summary>What the STA answered, as people read it.</summary>
    public string AnswerText =>
        Status is { } status ? $"the client answered with status {Describe(status)}" : "no answer from the client was captured";

    /// <summary>Number and name of a BTM Status Code.</summary>
    public static string Describe(byte status) =>
        BtmResponse.StatusName(status) is var name && name == $"{status}" ? name : $"{status} ({name})";
}
