using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Checks the MICs of group key handshakes, as far as they are sent in the clear.</summary>
internal static class GroupKeys
{
    /// <summary>A message of the group key handshake.</summary>
    /// <param name="keys">The keys of STA and AP.</param>
    /// <param name="message">The message.</param>
    /// <param name="asked">The message 1 that it may answer; null when it is one itself.</param>
    /// <remarks>
    /// A MIC of another PTK is no fault: there may have been a rekey that was encrypted. But question and answer are of one PTK; where one
    /// of them is right and the other is not, that one is wrong.
    /// </remarks>
    public static void OnMessage(ExchangeKeys keys, HandshakeFrame message, HandshakeFrame? asked)
    {
        if (!message.HasWholeMic)
        {
            return;
        }

        message.Mic = keys is { IsRight: true, Current: { } current } && PtkSearch.Verifies(current, message)
            ? MicState.Valid
            : MicState.NoKey;
        if (asked is null || asked.ReplayCounter != message.ReplayCounter)
        {
            return;
        }

        switch (asked.Mic, message.Mic)
        {
            case (MicState.Valid, MicState.Valid):
                keys.GtkCarrier = asked;
                keys.WrongGroupMessages = 0;
                break;
            case (MicState.Valid, MicState.NoKey):
                keys.SetMic(message, MicState.Invalid);
                keys.WrongGroupMessages++;
                break;
            case (MicState.NoKey, MicState.Valid):
                keys.SetMic(asked, MicState.Invalid);
                keys.WrongGroupMessages++;
                break;
        }
    }
}
