using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>Authentication frames of every algorithm: which attempt each belongs to.</summary>
internal sealed class AuthenticationTracker(
    ExchangeEnds ends, OpenExchanges exchanges, FtTracker ft, ConnectionTracker connections, SaeTracker sae, ExchangeEvents events)
{
    /// <summary>An Authentication frame.</summary>
    public void OnAuthentication(Association association, StoredFrame frame, in MacHeader header, bool fromAp)
    {
        if (header.Protected)
        {
            connections.OnEncryptedAuthentication(association, frame, fromAp);
            return;
        }

        if (!Authentication.TryParse(header, out Authentication authentication, out _))
        {
            return;
        }

        if (authentication.Algorithm == Authentication.Pasn)
        {
            // Refused temporarily is the AP's way to put off very many that come at once: the STA comes back with a cookie.
            OnPasn(association, frame,
                isRefused: fromAp && authentication.Status is not (StatusCodes.Success or StatusCodes.RefusedTemporarily));
            return;
        }

        if (authentication.Transaction != 1 && association.Ending is { Handshake: null })
        {
            EndingWithdrawal.GoesOn(association, frame, fromAp);
        }

        if (fromAp)
        {
            OnApFrame(association, frame, authentication);
        }
        else if (authentication.Transaction == 1)
        {
            OnRequest(association, frame, authentication);
        }
        else
        {
            BeginAfterRefusal(association, frame, authentication.Algorithm);
            if (authentication is { Algorithm: Authentication.Sae, Transaction: 2 })
            {
                sae.OnStaConfirm(association, frame);
            }
            else if (authentication.Algorithm == Authentication.Eppke)
            {
                EppkeTracker.OnAuthentication(association, frame, authentication, fromAp);
            }
        }
    }

    /// <summary>PASN makes keys for ranging, and begins and ends no association, perhaps with the AP where the STA is associated.</summary>
    private void OnPasn(Association association, StoredFrame frame, bool isRefused)
    {
        if (isRefused)
        {
            events.PasnRefused(new PasnRefused(frame, association));
        }
    }

    private void OnRequest(Association association, StoredFrame frame, in Authentication authentication)
    {
        bool isFt = authentication.Algorithm == Authentication.FastBssTransition;

        // A STA repeats an unanswered request in a frame of its own; that is still the same attempt.
        bool repeats = association.AuthenticationAlgorithm == authentication.Algorithm
            && association is { Request: null, Handshake: null, Ending: null };
        ends.OnNewAttemptElsewhere(association, frame);
        if (!repeats)
        {
            ends.OnNewAttempt(association, frame);
        }

        if (isFt)
        {
            connections.OnFtRequest(association, frame);
        }
        else
        {
            connections.OnAuthenticationRequest(association, frame, authentication);
        }

        if (!repeats)
        {
            exchanges.Close(association);
            ft.EndByNewAttempt(association, frame);
            association.BeginAuthentication(authentication.Algorithm);
        }

        if (authentication.Algorithm == Authentication.Eppke)
        {
            EppkeTracker.OnAuthentication(association, frame, authentication, fromAp: false);
        }

        if (isFt)
        {
            association.Ft.Through = null;
            ft.OnRequest(association, frame);
        }
        else
        {
            events.AuthenticationRequest(new AuthenticationRequestReceived(frame, association));
        }
    }

    private void OnApFrame(Association association, StoredFrame frame, in Authentication authentication)
    {
        if (authentication.Algorithm == Authentication.FastBssTransition)
        {
            if (authentication.Transaction == 2)
            {
                ft.OnResponse(association, frame);
            }

            return;
        }

        ends.OnAnswer(association, frame, authentication.Algorithm);
        BeginAfterRefusal(association, frame, authentication.Algorithm);
        if (authentication is { Algorithm: Authentication.Sae, Transaction: 2, Status: StatusCodes.Success })
        {
            association.SaeConfirm = frame;
        }
        else if (authentication.Algorithm == Authentication.Eppke)
        {
            EppkeTracker.OnAuthentication(association, frame, authentication, fromAp: true);
        }

        events.AuthenticationResponse(new AuthenticationResponseReceived(frame, association));
        ConnectionTracker.OnAuthenticationResponse(association, frame, authentication);
    }

    /// <summary>
    /// Authentication after a refused association belongs to another attempt, the beginning of which was not captured: what the refused
    /// request carried says nothing of it. A frame that a sensor handed in late is none of it.
    /// </summary>
    private static void BeginAfterRefusal(Association association, StoredFrame frame, ushort? algorithm)
    {
        if (association is { ResponseStatus: not (null or StatusCodes.Success), Response: { } refusal }
            && frame.Ref.TimeMicroseconds > refusal.Ref.TimeMicroseconds)
        {
            association.BeginAuthentication(algorithm);
        }
    }
}
