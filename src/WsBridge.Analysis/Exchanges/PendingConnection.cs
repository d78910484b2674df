using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// How far an association attempt has come before its 4-way handshake, and the frames that its next step waits for an answer to. There is
/// one only while the attempt is there: very many STAs are remembered.
/// </summary>
internal sealed class PendingConnection
{
    /// <summary>Longer than the longest pause after which an answer was seen to come in an attempt that succeeded.</summary>
    public const long AnswerMicroseconds = 2_000_000;

    /// <summary>A STA that repeats its request so soon had not got the response yet.</summary>
    private const long CrossingMicroseconds = 1_000_000;

    private List<StoredFrame>? _further;

    /// <summary>What it waits for.</summary>
    public ConnectionStep Step { get; private set; }

    /// <summary>The AP owes the next frame, not the STA.</summary>
    public bool IsApDue => Step switch
    {
        ConnectionStep.SaeToken or ConnectionStep.SaeGroup or ConnectionStep.SaeStaConfirm or ConnectionStep.OweGroup => false,
        ConnectionStep.SaeConfirmed or ConnectionStep.EppkeGroup or ConnectionStep.Comeback => false,
        ConnectionStep.Eap => Eap is not { IsLastFromSta: false },
        _ => true,
    };

    /// <summary>The first frame that no answer has followed.</summary>
    public StoredFrame First { get; private set; } = null!;

    /// <summary>The latest one.</summary>
    public StoredFrame Last => _further is [.., var last] ? last : First;

    /// <summary>All of them: the first, and those in which the sender put the same question again.</summary>
    public IEnumerable<StoredFrame> Asked => [First, .. _further ?? []];

    /// <summary>How many.</summary>
    public int Times => 1 + (_further?.Count ?? 0);

    /// <summary>How many of them were acknowledged in the capture.</summary>
    public int Acknowledged => Asked.Count(static frame => frame.IsAcknowledged);

    /// <summary>
    /// Status Code of the STA's SAE commit: 0 for hunting-and-pecking, 126 for hash-to-element, 127 for SAE-PK; null when none was
    /// captured.
    /// </summary>
    public ushort? SaeStatus { get; set; }

    /// <summary>The STA's SAE commit; null when none was captured.</summary>
    public StoredFrame? SaeCommit { get; set; }

    /// <summary>The AP has sent its SAE confirm with status 0.</summary>
    public StoredFrame? ApConfirm { get; set; }

    /// <summary>Groups that the AP has refused in this attempt, in order.</summary>
    public List<ushort>? RefusedGroups { get; set; }

    /// <summary>The AP has refused this group before in this attempt.</summary>
    public bool HasRefused(ushort group) => RefusedGroups?.Contains(group) == true;

    /// <summary>The association comeback time in microseconds.</summary>
    public long ComebackMicroseconds { get; set; }

    /// <summary>The EAP exchange; null without one.</summary>
    public EapExchange? Eap { get; set; }

    /// <summary>Goes on to a step that waits for an answer to this frame.</summary>
    public void Begin(ConnectionStep step, StoredFrame frame)
    {
        Step = step;
        First = frame;
        _further = null;
    }

    /// <summary>The same question once more.</summary>
    public void AskAgain(StoredFrame frame) => Repetitions.Add(_further ??= [], frame);

    /// <summary>The frame comes so soon after the latest one that it asks the same again.</summary>
    public bool IsRepeatedBy(StoredFrame frame) => Between(Last, frame) <= AnswerMicroseconds;

    /// <summary>The frame comes so soon after the first one that it still belongs to this step.</summary>
    public bool IsFollowedSoonBy(StoredFrame frame) => Between(First, frame) <= CrossingMicroseconds;

    /// <summary>The frame comes when the association comeback time is over, give or take a tenth.</summary>
    public bool HasWaitedUntil(StoredFrame frame) => Between(First, frame) >= ComebackMicroseconds * 9 / 10;

    /// <summary>Group of the Diffie-Hellman Parameter of an OWE request; null where it is not there.</summary>
    public static ushort? OweGroupOf(StoredFrame? request)
    {
        const byte DiffieHellmanParameter = 32;
        return request is not null && request.Elements.TryFindExtension(DiffieHellmanParameter, out Element element)
            && element.Body is [var low, var high, ..]
            ? (ushort)(low | high << 8)
            : null;
    }

    /// <summary>Group of an SAE commit; null where it is not there.</summary>
    public static ushort? GroupOf(StoredFrame? frame) =>
        frame is not null && Authentication.TryParse(frame.Header, out Authentication authentication, out _)
            ? authentication.SaeGroup
            : null;

    private static long Between(StoredFrame before, StoredFrame after) => after.Ref.TimeMicroseconds - before.Ref.TimeMicroseconds;
}
