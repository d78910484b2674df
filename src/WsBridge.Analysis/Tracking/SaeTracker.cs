using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>SAE commits and confirms: which step of its attempt each one completes or repeats.</summary>
internal sealed class SaeTracker(PendingConnections connections)
{
    /// <summary>A commit of the STA, the first of an attempt or one that goes on with it.</summary>
    public void OnStaCommit(Association association, StoredFrame frame, in Authentication authentication)
    {
        PendingConnection? running = association.Pending;
        bool goesOn = running switch
        {
            { Step: ConnectionStep.SaeCommit } => running.IsRepeatedBy(frame),
            { Step: ConnectionStep.SaeStaConfirm } => running.SaeCommit is { } before && BodyOf(before).SequenceEqual(BodyOf(frame)),
            { Step: ConnectionStep.SaeToken } => ReturnsToken(running.First, frame, authentication),
            { Step: ConnectionStep.SaeGroup } => running.IsFollowedSoonBy(frame)
                && (authentication.SaeGroup is not { } group || !running.HasRefused(group)),
            _ => false,
        };
        if (!goesOn)
        {
            connections.Stop(association, ConnectionStoppedBy.NewAttempt, frame);
            running = connections.Start(association, frame);
        }

        if (goesOn && running!.Step is ConnectionStep.SaeCommit)
        {
            running.AskAgain(frame);
        }
        else if (running!.Step != ConnectionStep.SaeStaConfirm || !goesOn)
        {
            running.Begin(ConnectionStep.SaeCommit, frame);
        }

        running.SaeCommit = frame;
        running.SaeStatus = authentication.Status;
    }

    /// <summary>A confirm of the STA.</summary>
    public void OnStaConfirm(Association association, StoredFrame frame)
    {
        if (association.Pending is { ApConfirm: { } confirm } answered)
        {
            answered.Begin(ConnectionStep.SaeConfirmed, confirm);
        }
        else
        {
            connections.Ask(association, ConnectionStep.SaeApConfirm, frame);
        }
    }

    /// <summary>A commit or confirm of the AP, or its refusal of one.</summary>
    public static void OnApFrame(Association association, PendingConnection pending, StoredFrame frame, in Authentication authentication)
    {
        bool isConfirm = authentication.Transaction == 2;
        switch (authentication.Status)
        {
            case StatusCodes.AntiCloggingTokenRequired when !isConfirm:
                pending.Begin(ConnectionStep.SaeToken, frame);
                break;
            case StatusCodes.FiniteCyclicGroupNotSupported when !isConfirm:
                if (PendingConnection.GroupOf(pending.SaeCommit) is { } group)
                {
                    (pending.RefusedGroups ??= []).Add(group);
                }

                pending.Begin(ConnectionStep.SaeGroup, frame);
                break;
            case StatusCodes.Success or StatusCodes.SaeHashToElement or StatusCodes.SaePk when !isConfirm:
                if (pending.Step is ConnectionStep.SaeCommit or ConnectionStep.SaeToken or ConnectionStep.SaeGroup)
                {
                    pending.Begin(ConnectionStep.SaeStaConfirm, frame);
                }
                else if (pending.Step == ConnectionStep.SaeStaConfirm)
                {
                    pending.AskAgain(frame);
                }

                break;
            case StatusCodes.Success:
                pending.ApConfirm = frame;
                if (pending.Step == ConnectionStep.SaeApConfirm)
                {
                    pending.Begin(ConnectionStep.SaeConfirmed, frame);
                }

                break;
            default:
                association.Pending = null;
                break;
        }
    }

    /// <summary>
    /// The commit has the token of the AP's answer in it: under hash-to-element in an element at its end, else after the group.
    /// </summary>
    private static bool ReturnsToken(StoredFrame answer, StoredFrame frame, in Authentication commit)
    {
        ReadOnlySpan<byte> token = SaeToken.In(answer);
        return token.IsEmpty || answer.IsCutOff || frame.IsCutOff || commit.AlgorithmBody.IndexOf(token) >= 0;
    }

    private static ReadOnlySpan<byte> BodyOf(StoredFrame frame) => frame.Octets[frame.Header.BodyOffset..];
}
