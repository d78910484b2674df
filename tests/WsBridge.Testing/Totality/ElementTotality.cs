using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>Asks for everything that can be read of elements.</summary>
public static class ElementTotality
{
    /// <summary>Of a list of elements.</summary>
    public static int Touch(Elements elements)
    {
        var sum = elements.Error is null ? 0 : 1;
        foreach (var element in elements)
        {
            sum += element.BodyOffset + (element.ExtensionId ?? 0) + elements.WithFragments(element).Length;
            sum += elements.Run(element, 3).Length + TouchBody(elements.JoinedBody(element));
        }

        sum += elements.Run(default, 2).Length;
        return sum;
    }

    /// <summary>Of what only a list has: profiles of nontransmitted BSSIDs, RSNE overriding, WPA.</summary>
    public static int TouchTogether(Elements elements)
    {
        var sum = (RsnOverriding.IsAnnounced(elements) ? 1 : 0) + (RsnOverriding.SelectionOf(elements) ?? 0);
        sum += FilsSession.IsIn(elements) ? 1 : 0;
        sum += RsnOverriding.TryGetRsne(elements, elements, out var rsne) ? rsne.Length : 0;
        sum += RsnOverriding.TryGetRsnxe(elements, elements, out var rsnxe) ? rsnxe.Length : 0;
        sum += WpaElement.TryFind(elements, out Element element, out WpaElement _) ? element.Body.Length : 0;
        if (NontransmittedProfiles.Read(elements) is { } profiles)
        {
            for (var i = 0; i < profiles.Count; i++)
            {
                var profile = profiles[i];
                sum += (profile.Capabilities ?? 0) + (profile.Index ?? 0) + profile.DtimCountOffset;
                sum += profile.BssidFrom(new MacAddress(0x0200_0000_00FF)) is null ? 0 : 1;
                sum += Touch(profile.Elements);
            }
        }

        return sum;
    }

    /// <summary>Of a body, as that of every element that is known.</summary>
    public static int TouchBody(ReadOnlySpan<byte> body)
    {
        var rsne = Rsne.ReadLenient(body, out _);
        var sum = (int)Rsne.Differences(rsne, new RsneValue(rsne).View, false) + rsne.Trailing.Length;
        for (var i = 0; i < rsne.PmkidsThere; i++)
        {
            sum += rsne.Pmkid(i)[0] + rsne.PmkidOffset(i);
        }

        for (var i = 0; i < rsne.Akms.Count; i++)
        {
            sum += rsne.Akms[i].ToString().Length;
        }

        _ = Rsne.TryParse(body, out _, out _) | Mde.TryParse(body, out _, out _) | TimeoutInterval.TryParse(body, out var interval, out _) |
            Rde.TryParse(body, out _, out _) | Ssid.TryParse(body, out _, out _);
        _ = interval.Duration;
        if (Rsnxe.TryParse(body, out var rsnxe, out _))
        {
            sum += rsnxe.FieldLength + (rsnxe.Bit(1000) ? 1 : 0) + (rsnxe.Bit(-1) ? 1 : 0);
        }

        if (MultiLink.TryParse(body, out var multiLink, out _))
        {
            sum += (int)multiLink.Type + (multiLink.LinkId ?? 0) + (multiLink.MldAddress is null ? 0 : 1);
            foreach (var profile in multiLink.Profiles)
            {
                sum += profile.LinkId + (profile.Address is null ? 0 : 1) + profile.Profile.Length + (profile.ResponseStatus ?? 0);
                sum += (int)profile.Operation + (profile.RemovalTimer ?? 0) + (profile.IsComplete ? 1 : 0);
            }
        }

        foreach (var neighbor in new ReducedNeighborReport(body))
        {
            sum += neighbor.Channel + (neighbor.LinkId ?? 0) + (neighbor.ShortSsid is null ? 0 : 1);
        }

        sum += Ssid.ToText(body).Length + (Fte.GuessMicLength(body) ?? 0);
        foreach (var micLength in (ReadOnlySpan<int>)[-1, 0, 16, 24, 32])
        {
            if (Fte.TryParse(body, micLength, out var fte, out _))
            {
                sum += fte.Mic.Length + fte.ANonce.Length + fte.SNonce.Length + fte.ElementCount + (fte.MicLengthAgrees ? 1 : 0);
                sum += (fte.TryGetGtk(out var gtk) ? gtk.KeyId + gtk.WrappedKey.Length : 0) + (fte.TryGetR1khId(out _) ? 1 : 0);
                sum += (fte.TryGetR0khId(out var r0khId) ? r0khId.Length : 0) + (fte.TryGetOci(out var oci) ? oci.Length : 0);
            }
        }

        return sum;
    }
}
