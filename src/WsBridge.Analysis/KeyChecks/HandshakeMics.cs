using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Judges the MIC of each message of a 4-way handshake: valid, invalid, or made with a key that is not known.</summary>
internal sealed class HandshakeMics(PtkSearch search, KeyFinder finder)
{
    /// <summary>
    /// How many transmissions of message 2 a message 3 is tried with, the latest ones: a STA may use a new SNonce in each.
    /// </summary>
    private const int MaxSNonces = 4;

    /// <summary>Message 1 to 4, already added to the handshake.</summary>
    public void OnMessage(Association association, ExchangeKeys keys, Handshake handshake, HandshakeFrame message)
    {
        if (keys.Handshake != handshake)
        {
            keys.BeginHandshake(handshake);
        }

        keys.BeginMessage();

        if (message.Number == 1)
        {
            keys.AddMessage1(message);
        }

        if (message.Number == 1 || !message.HasWholeMic || handshake.M2.Count == 0)
        {
            return;
        }

        switch (message.Number)
        {
            case 2:
                OnMessage2(association, keys, handshake, message);
                break;
            case 3:
                OnMessage3(association, keys, handshake, message);
                break;
            default:
                OnMessage4(association, keys, handshake, message);
                break;
        }
    }

    private void OnMessage2(Association association, ExchangeKeys keys, Handshake handshake, HandshakeFrame message)
    {
        if (!HandshakeNonces.TryRead(association, handshake, message, out PtkInputs inputs, out bool isCertain))
        {
            return;
        }

        if (search.TryFindKey(association, keys, inputs, message, message))
        {
            message.Mic = MicState.Valid;
            Recheck(association, keys, handshake);
        }
        else
        {
            keys.SetMic(message, keys.IsHandshakeRight && isCertain ? MicState.Invalid : MicState.NoKey);
        }
    }

    private void OnMessage3(Association association, ExchangeKeys keys, Handshake handshake, HandshakeFrame message)
    {
        if (keys.IsHandshakeRight)
        {
            // One with an ANonce of its own is of a handshake of which the rest was encrypted or not captured.
            MicState state = Check(association, keys, handshake, message, message.Key.Nonce);
            bool isOfAnother = state == MicState.Invalid && !HandshakeNonces.HasANonce(handshake, message.Key.Nonce);
            keys.SetMic(message, isOfAnother ? MicState.NoKey : state);
        }
        else if (HandshakeNonces.TryRead(association, handshake, handshake.M2[^1], out PtkInputs inputs, out _))
        {
            inputs.ANonce = message.Key.Nonce;
            message.Mic = search.TryFindKey(association, keys, inputs, message, handshake.M2[^1]) ? MicState.Valid : MicState.NoKey;
            if (message.Mic == MicState.Valid)
            {
                Recheck(association, keys, handshake);
            }
            else if (inputs.Akm.IsPsk && handshake.M3.FirstOrDefault(static sent => sent.HasWholeMic) == message)
            {
                finder.NetworkOf(inputs.Ssid).Unverified++; // the AP has verified message 2, so that the right key would fit
            }
        }

        if (message.Mic == MicState.Valid)
        {
            keys.GtkCarrier = message;
        }

        if (message.Mic == MicState.Valid && association.Akm is { IsPsk: true }
            && SsidReader.Association(association, out ReadOnlySpan<byte> ssid))
        {
            finder.NetworkOf(ssid).OfAp = association.Bss.KeyUsed = keys.Key;
        }
    }

    private void OnMessage4(Association association, ExchangeKeys keys, Handshake handshake, HandshakeFrame message)
    {
        // One that answers no message 3 of this handshake is of a rekey of which the rest was encrypted.
        HandshakeFrame? message3 = HandshakeNonces.WithCounter(handshake.M3, message.ReplayCounter);
        keys.SetMic(message,
            keys.IsHandshakeRight && message3 is not null
                ? Check(association, keys, handshake, message, message3.Key.Nonce)
                : MicState.NoKey);
    }

    /// <summary>Checks a message 3 or 4 with the key of the handshake and the SNonce of each message 2.</summary>
    private MicState Check(Association association, ExchangeKeys keys, Handshake handshake, HandshakeFrame message,
        ReadOnlySpan<byte> aNonce)
    {
        for (int i = handshake.M2.Count - 1, tried = 0; i >= 0 && tried < MaxSNonces; i--, tried++)
        {
            ReadOnlySpan<byte> sNonce = handshake.M2[i].Key.Nonce;
            if (keys.Current is { } current && current.IsOf(aNonce, sNonce)
                ? PtkSearch.Verifies(current, message)
                : search.TryDerive(association, keys, message, handshake.M2[i], aNonce, sNonce))
            {
                return MicState.Valid;
            }
        }

        return MicState.Invalid;
    }

    /// <summary>The key is known now: a message 2 before, for which none was found, is right or wrong.</summary>
    private void Recheck(Association association, ExchangeKeys keys, Handshake handshake)
    {
        foreach (HandshakeFrame earlier in handshake.M2)
        {
            if (earlier is { Mic: MicState.NoKey or MicState.NotChecked, HasWholeMic: true }
                && HandshakeNonces.TryRead(association, handshake, earlier, out PtkInputs inputs, out bool isCertain))
            {
                MicState unproven = isCertain ? MicState.Invalid : MicState.NoKey;
                keys.SetMic(earlier, search.IsMadeBy(keys, inputs, earlier) ? MicState.Valid : unproven);
            }
        }
    }
}
