using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Roams;

/// <summary>Follows an attempt through its 4-way handshake: messages 1 to 4, and encrypted frames that prove its keys.</summary>
internal sealed class RoamHandshakes(RoamAttempts attempts)
{
    /// <summary>Encrypted frames of both sides: it succeeded, and the capture missed the frame that completed it.</summary>
    public Roam? OnKeysProven(in KeysProven e)
    {
        Roam? roam = e.Association.LatestRoam();
        if (roam is { IsOver: false, IsRefused: false })
        {
            roam.EndNotCaptured = true;
            attempts.Succeed(roam, roam.End, e.Frame.Ref.TimeMicroseconds);
        }

        return roam;
    }

    /// <summary>Message 1.</summary>
    public Roam? OnMessage1(in Message1Received e) => OnMessage(e.Association, e.Message);

    /// <summary>Message 2.</summary>
    public Roam? OnMessage2(in Message2Received e) => OnMessage(e.Association, e.Message);

    /// <summary>Message 3.</summary>
    public Roam? OnMessage3(in Message3Received e) => OnMessage(e.Association, e.Message);

    /// <summary>Message 4.</summary>
    public Roam? OnMessage4(in Message4Received e) => OnMessage(e.Association, e.Message);

    private Roam? OnMessage(Association association, HandshakeFrame message)
    {
        StoredFrame frame = message.Frame;
        long now = frame.Ref.TimeMicroseconds;
        Roam? roam = association.LatestRoam();
        if (roam is null || (roam.Outcome != RoamOutcome.Success && message.Number == 1
            && (RoamAttempts.IsLongOver(roam, now)
            || (roam is { IsOver: true, Frames.Deauthentication: { } end } && association.Ending is null && now > end.TimeMicroseconds))))
        {
            roam = attempts.Begin(association, frame); // what came before was not captured
        }

        // After success another handshake is rekeying; the same one may turn out not to have ended, or WPA came after an open association.
        bool belongs = !roam.IsOver
            || (roam.Outcome == RoamOutcome.Success
            && (roam.Handshake == association.Handshake || roam.Type == RoamType.Open || roam.NeedsNoHandshake));
        if (!belongs || roam.IsSettled)
        {
            return roam;
        }

        bool isRepeated = roam.IsOver && association.Handshake is { IsComplete: true, M4: { Count: > 0 } sent }
            && (message.Number != 4 || sent.Count > 1);
        bool wasAskedAgain = isRepeated && message.Number == 4 && roam.Frames.M3 is [.., var asked]
            && asked.TimeMicroseconds > roam.End.TimeMicroseconds;
        roam.Handshake = association.Handshake;
        roam.Frames.AddMessage(message.Number, frame.Ref);
        if (isRepeated)
        {
            if (wasAskedAgain && roam.FirstDataAt is null)
            {
                roam.End = frame.Ref; // the AP had missed the one before
            }

            return roam;
        }

        if (roam.IsOver)
        {
            attempts.StationOf(association.Sta).Retract(association);
        }

        roam.IsOver = false;
        roam.Outcome = RoamOutcome.Incomplete;
        roam.ClearData();
        roam.Unanswered = 0;
        attempts.Continue(roam, association, frame);
        if (association.Handshake is { IsComplete: true })
        {
            attempts.Succeed(roam, frame.Ref, now);
        }

        return roam;
    }
}
