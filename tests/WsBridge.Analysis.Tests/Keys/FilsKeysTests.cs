using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Keys;

/// <summary>FILS shared key authentication: what its (Re)Association frames encrypt.</summary>
[TestFixture]
internal sealed class FilsKeysTests
{
    private static readonly byte[] Here = [255, 4, 54, 81, 1, 0];
    private static readonly byte[] Elsewhere = [255, 4, 54, 81, 11, 0];

    /// <summary>RSC, then KDEs.</summary>
    private static readonly byte[] InKeyDelivery = MakeElement.Any(255, [7, .. new byte[8], .. MakeKde.Any(13, 81, 11, 0)]);

    [Test]
    public void The_PTKs_of_recordings_decrypt_their_requests(
        [Values("fils_sk_erp", "fils_sk_okc", "fils_auth_ptk_rekey_ap", "fils_and_ft_over_ds", "fils_and_ft_over_air_sha384")] string name)
    {
        HwsimScenario scenario = HwsimScenario.All.Single(one => one.Capture == name + ".pcapng");
        IReadOnlyList<AirFrame> frames = AirFrame.Of(Testing.Recording.Read(scenario.Path));
        AirFrame request = frames.First(frame => frame.Mac[0] is 0x00 or 0x20 && IsFils(frame.Mac));
        byte[] NonceOf(int transaction) => frames.Where(frame => frame.Mac[0] == 0xB0 && frame.Mac[24] == 4 && frame.Mac[26] == transaction
            && frame.Number < request.Number).Select(frame => FilsFrames.NonceOf(new Elements(frame.Mac.AsSpan(30), 30)).ToArray()).Last();
        (byte[] sNonce, byte[] aNonce) = (NonceOf(1), NonceOf(2));
        Assert.That(MacHeader.TryParse(request.Mac, out MacHeader header, out _), Is.True);
        int fixedFields = request.Mac[0] == 0 ? 4 : 10;
        var elements = new Elements(request.Mac.AsSpan(24 + fixedFields), 24 + fixedFields);
        Assert.That(elements.TryFind(ElementId.Rsne, out Element rsne), Is.True);
        AkmSuite akm = Rsne.ReadLenient(rsne.Body).Akms[0];
        Assert.That(AkmKeys.TryGet(akm, 32, 0, out AkmKeys keys), Is.True);

        bool isOpen = false;
        using var ptk = new Ptk();
        foreach (string line in scenario.Keys.Where(line => line.StartsWith("pmk:", StringComparison.Ordinal)))
        {
            ptk.DeriveFils(keys, 16, Convert.FromHexString(line[4..]), header.Ta!.Value, header.Ra, sNonce, aNonce);
            isOpen |= FilsFrames.Open(header, elements, ptk.Kek, sNonce, aNonce) is not null;
        }

        Assert.That(isOpen, Is.True);
    }

    [Test]
    public void The_OCI_of_both_frames_is_checked([Values(14, 15, 16, 17)] int akm, [Values("pmk", "msk", "rmsk")] string given)
    {
        Assert.That(Messages(akm, given, Here, Here), Is.Empty);
        Assert.That(Messages(akm, given, [], Here), Has.One.EndsWith("but the FILS Association Request, decrypted, has no OCI."));
        Assert.That(Messages(akm, given, Here, Elsewhere), Has.One.Contains(
            "the OCI in the FILS Association Response, decrypted, names channel 11"));
        Assert.That(Messages(akm, given, Here, InKeyDelivery), Has.One.Contains("names channel 11"));
    }

    [Test]
    public void Nothing_is_said_without_the_key() => Assert.That(Messages(14, "other", [], Elsewhere), Is.Empty);

    private static bool IsFils(byte[] mac)
    {
        int fixedFields = mac[0] == 0 ? 4 : 10;
        return FilsSession.IsIn(new Elements(mac.AsSpan(24 + fixedFields), 24 + fixedFields));
    }

    private static List<string> Messages(int akm, string given, byte[] request, byte[] response)
    {
        byte[] key = Octets.Repeat(0x5A, 64);
        var binding = new KeyBinding { Sta = Typical.Sta };
        using var keys = new KeyTable([given switch
        {
            "pmk" => new KnownKey(KeyKind.Pmk, key.AsSpan(0, akm is 15 or 17 ? 48 : 32).ToArray(), "keys.txt, line 1", binding),
            "other" => new KnownKey(KeyKind.Pmk, Octets.Repeat(1, 32), "keys.txt, line 1", binding),
            _ => new KnownKey(KeyKind.Msk, key, "keys.txt, line 1", binding),
        }]);
        return [.. Analyzed.Octets(Capture(akm, given, key, request, response).ToArray(), keys).Findings
            .Where(finding => finding.Rule.Name == "oci-missing-or-wrong").Select(finding => finding.Message)];
    }

    private static CaptureBuilder Capture(int akm, string given, byte[] key, byte[] request, byte[] response)
    {
        Assert.That(AkmKeys.TryGet(AkmSuite.Rsn((byte)akm), 32, 0, out AkmKeys akmKeys), Is.True);
        byte[] sNonce = Octets.Repeat(0x51, 16), aNonce = Octets.Repeat(0xA1, 16);
        byte[] pmk = key.AsSpan(0, akmKeys.Kdf.DigestLength()).ToArray();
        if (given == "rmsk")
        {
            byte[] made = new byte[64];
            akmKeys.Kdf.Hmac([.. sNonce, .. aNonce], key, made);
            pmk = made.AsSpan(0, akmKeys.Kdf.DigestLength()).ToArray();
        }

        using var ptk = new Ptk();
        ptk.DeriveFils(akmKeys, 16, pmk, Typical.Sta, Typical.Ap, sNonce, aNonce);
        byte[] rsne = MakeElement.Rsne(akm, 0x4080);
        byte[] session = [255, 9, 4, .. Octets.Repeat(0x99, 8)];
        byte[][] mde = akm > 15 ? [MakeElement.Mde()] : [];
        byte[][] announced = [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), rsne, .. mde];
        byte[] Nonce(byte[] octets) => [255, 17, 13, .. octets];
        return new CaptureBuilder().Add(Frame.Beacon(Typical.Ap, announced))
            .AddAcked(Frame.Authentication(Typical.Sta, Typical.Ap, 4, 1, 0, [rsne, .. mde, Nonce(sNonce), session]), 5)
            .AddAcked(Frame.Authentication(Typical.Sta, Typical.Ap, 4, 2, 0, [rsne, .. mde, Nonce(aNonce), session]))
            .AddAcked(Seal(Frame.AssociationRequest(Typical.Sta, Typical.Ap, [.. announced, session]), ptk, request, sNonce, aNonce))
            .AddAcked(Seal(Frame.AssociationResponse(Typical.Sta, Typical.Ap, 0, [rsne, session]), ptk, response, aNonce, sNonce));
    }

    /// <summary>The frame with FILS Key Confirmation and these elements, encrypted.</summary>
    private static byte[] Seal(byte[] frame, Ptk ptk, byte[] more, byte[] own, byte[] other) =>
    [
        .. frame, .. AesSiv.Seal(ptk.Kek, [255, 33, 3, .. Octets.Repeat(0x77, 32), .. more], frame[10..16], frame[4..10], own, other,
            frame[24..]),
    ];
}
