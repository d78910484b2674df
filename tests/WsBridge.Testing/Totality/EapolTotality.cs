using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>Asks for everything that can be read of an EAPOL PDU.</summary>
public static class EapolTotality
{
    /// <summary>Of the EAPOL PDU in a data frame, if there is one.</summary>
    public static int Touch(in MacHeader mac)
    {
        var isThere = Llc.TryGetEapol(mac, out var octets, out var offset);
        return isThere && Eapol.TryReadLenient(octets, out var eapol, out _) ? Touch(eapol, offset) : 0;
    }

    /// <summary>Of an EAPOL PDU at an offset of its frame.</summary>
    public static int Touch(in Eapol eapol, int offset)
    {
        var sum = 0;
        if (Eap.TryParse(eapol.Body, out var eap, out _))
        {
            sum += eap.Identifier + eap.Data.Length + (eap.Type ?? 0);
        }

        sum += EapolKey.GuessMicLength(eapol) ?? 0;
        foreach (var micLength in (ReadOnlySpan<int>)[-1, 0, 16, 24, 32, 1000])
        {
            if (EapolKey.TryReadLenient(eapol, micLength, out var key, out _))
            {
                sum += (int)key.Message + key.Nonce.Length + key.Iv.Length + key.Rsc.Length + key.KeyId.Length + key.Mic.Length;
                sum += key.TrailingLength;
                sum += TouchKdes(key.Kdes(offset));
            }
        }

        return sum;
    }

    private static int TouchKdes(Kdes kdes)
    {
        var sum = ElementTotality.Touch(kdes.Elements) + (kdes.Error is null ? 0 : 1);
        sum += TransitionDisableKde.TryFind(kdes, out var modes) ? (int)modes : 0;
        foreach (var kde in kdes)
        {
            sum += kde.DataOffset + kde.Data.Length + (int)kde.Type;
            if (GtkKde.TryParse(kde.Data, out var gtk, out _))
            {
                sum += gtk.KeyId + gtk.Gtk.Length;
            }

            if (IgtkKde.TryParse(kde.Data, out var igtk, out _))
            {
                sum += igtk.KeyId + igtk.Ipn.Length + igtk.Key.Length;
            }

            if (MloLinkKde.TryParse(kde.Data, kde.DataOffset, out var link, out _))
            {
                sum += link.LinkId + (int)link.Address.Value + ElementTotality.Touch(link.Elements);
            }

            if (MloGtkKde.TryParse(kde.Data, out var mloGtk, out _))
            {
                sum += mloGtk.KeyId + mloGtk.LinkId + mloGtk.Gtk.Length;
            }

            if (MloIgtkKde.TryParse(kde.Data, out var mloIgtk, out _))
            {
                sum += mloIgtk.KeyId + mloIgtk.LinkId + mloIgtk.Key.Length;
            }
        }

        return sum;
    }
}
