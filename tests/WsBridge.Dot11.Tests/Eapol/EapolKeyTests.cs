using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class EapolKeyTests
{
    private static readonly byte[] s_nonce = Octets.Repeat(0x5A, 32);
    private static readonly byte[] s_rsne = MakeElement.Rsne(4, 0, Octets.Repeat(0x11, 16));

    private static IEnumerable<TestCaseData> Messages => new (string Name, EapolKeyOptions Key, HandshakeMessage Message)[]
    {
        ("M1", MakeEapol.M1(s_nonce), HandshakeMessage.FourWay1),
        ("M2", MakeEapol.M2(s_nonce, s_rsne), HandshakeMessage.FourWay2),
        ("M2 of a rekey with Secure", MakeEapol.M2(s_nonce, s_rsne) with { KeyInformation = 0x030A }, HandshakeMessage.FourWay2),
        ("M2 of SAE", MakeEapol.M2(s_nonce, s_rsne, version: 0), HandshakeMessage.FourWay2),
        ("M3", MakeEapol.M3(s_nonce, new byte[56]), HandshakeMessage.FourWay3),
        ("M3 of WPA, not encrypted", MakeEapol.M3(s_nonce, s_rsne) with { KeyInformation = 0x01C9, DescriptorType = 254 },
            HandshakeMessage.FourWay3),
        ("M4", MakeEapol.M4(), HandshakeMessage.FourWay4),
        ("M4 of WPA, SNonce repeated", MakeEapol.M4() with { KeyInformation = 0x0109, Nonce = s_nonce }, HandshakeMessage.FourWay4),
        ("M4 with AEAD", MakeEapol.M4() with { KeyInformation = 0x1208, Mic = [], KeyData = new byte[16] }, HandshakeMessage.FourWay4),
        ("group message 1", MakeEapol.Group1(new byte[40]), HandshakeMessage.Group1),
        ("group message 2", MakeEapol.Group2(), HandshakeMessage.Group2),
        ("request", MakeEapol.M4() with { KeyInformation = 0x0B0A }, HandshakeMessage.None),
    }.Select(message => new TestCaseData(message.Key, message.Message).SetArgDisplayNames(message.Name));

    [TestCaseSource(nameof(Messages))]
    public void Each_message_is_recognized(object key, object message)
    {
        var options = (EapolKeyOptions)key;

        Assert.That(Eapol.TryParse(MakeEapol.Key(options), out var eapol, out _), Is.True);
        Assert.That(EapolKey.GuessMicLength(eapol), Is.EqualTo(options.Mic.Length));
        Assert.That(EapolKey.TryParse(eapol, options.Mic.Length, out var read, out _), Is.True);
        Assert.That(read.Message, Is.EqualTo(message));
    }

    [Test]
    public void Every_field_is_read([Values(0, 16, 24, 32)] int micLength)
    {
        var octets = MakeEapol.Key(MakeEapol.M2(s_nonce, s_rsne, Octets.Repeat(0x22, micLength), version: 3, replay: 0x0102030405060708));

        Assert.That(Eapol.TryParse(octets, out var eapol, out _), Is.True);
        Assert.That(EapolKey.TryParse(eapol, micLength, out var key, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(key.DescriptorType, Is.EqualTo(EapolKey.RsnDescriptor));
            Assert.That(key.Information.DescriptorVersion, Is.EqualTo(3));
            Assert.That(key.Information is { Pairwise: true, Mic: true, Ack: false, Install: false, Secure: false }, Is.True);
            Assert.That(key.ReplayCounter, Is.EqualTo(0x0102030405060708));
            Assert.That(key.Nonce.ToArray(), Is.EqualTo(s_nonce));
            Assert.That(key.Mic.ToArray(), Is.EqualTo(Octets.Repeat(0x22, micLength)));
            Assert.That(key.KeyData.ToArray(), Is.EqualTo(s_rsne));
            Assert.That(key.TrailingLength, Is.Zero);
            Assert.That(key.Kdes(34).TryFindElement(ElementId.Rsne, out var rsne), Is.True);
            Assert.That(rsne.Offset, Is.EqualTo(34 + 81 + micLength + 2));
        }
    }

    [Test]
    public void Padding_behind_the_declared_length_is_dropped()
    {
        byte[] octets = [.. MakeEapol.Key(MakeEapol.M1(s_nonce)), 0, 0, 0, 0];

        Assert.That(Eapol.TryParse(octets, out var eapol, out _), Is.True);
        Assert.That(eapol.Octets.Length, Is.EqualTo(octets.Length - 4));
        Assert.That(eapol.Type, Is.EqualTo(EapolType.Key));
    }

    [Test]
    public void A_length_that_promises_more_than_there_is_an_error_and_the_lenient_reading_keeps_the_rest()
    {
        var octets = MakeEapol.Key(MakeEapol.M2(s_nonce, s_rsne) with { DeclaredLength = 500 });

        Assert.That(Eapol.TryParse(octets, out _, out var error), Is.False);
        Assert.That(error, Is.EqualTo(new ParseError("EAPOL body", 4, 500, octets.Length - 4)));
        Assert.That(Eapol.TryReadLenient(octets, out var eapol, out _), Is.True);
        Assert.That(EapolKey.TryParse(eapol, 16, out var key, out _), Is.True);
        Assert.That(key.Message, Is.EqualTo(HandshakeMessage.FourWay2));
    }

    [Test]
    public void Key_data_that_are_cut_off_report_the_missing_octets_and_keep_those_there()
    {
        var octets = MakeEapol.Key(MakeEapol.M2(s_nonce, s_rsne) with { DeclaredKeyDataLength = s_rsne.Length + 10 });

        Assert.That(Eapol.TryParse(octets, out var eapol, out _), Is.True);
        Assert.That(EapolKey.TryParse(eapol, 16, out _, out var error), Is.False);
        Assert.That(error, Is.EqualTo(new ParseError("Key Data", 99, s_rsne.Length + 10, s_rsne.Length)));
        Assert.That(EapolKey.TryReadLenient(eapol, 16, out var key, out var problem), Is.True);
        Assert.That(problem, Is.EqualTo(error));
        Assert.That(key.KeyData.ToArray(), Is.EqualTo(s_rsne));
    }

    [Test]
    public void KDEs_elements_and_padding_are_told_apart()
    {
        var keyData =
            MakeKde.Pad([
                .. s_rsne,
                .. MakeKde.Gtk(2, Octets.Repeat(0x77, 16)),
                .. MakeKde.Pmkid(Octets.Repeat(0x88, 16)),
                .. MakeElement.Mde(),
            ]);
        var kdes = new Kdes(keyData);

        var entries = new List<string>();
        foreach (var kde in kdes)
        {
            entries.Add(kde.Selector is null ? $"element {kde.Id}" : $"{kde.Type}");
        }

        Assert.That(kdes.TryFind(KdeType.Gtk, out var found) & GtkKde.TryParse(found.Data, out var gtk, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join(", ", entries), Is.EqualTo("element 48, Gtk, Pmkid, element 54"));
            Assert.That(kdes.Error, Is.Null);
            Assert.That(gtk.KeyId, Is.EqualTo(2));
            Assert.That(gtk.Gtk.Length, Is.EqualTo(16));
        }
    }

    [TestCase("dd")]
    [TestCase("dd00")]
    [TestCase("dd0000000000")]
    public void Padding_is_no_error(string padding)
    {
        Assert.That(new Kdes(Octets.FromHex(padding)).Error, Is.Null);
    }

    [Test]
    public void A_KDE_that_is_cut_off_is_an_error()
    {
        Assert.That(new Kdes(Octets.FromHex("dd14000fac04aabb"), 50).Error, Is.EqualTo(new ParseError("Element 221", 52, 20, 6)));
    }

    [Test]
    public void EAP_shows_code_identifier_and_type()
    {
        Assert.That(Eapol.TryParse(MakeEapol.Eap(1, 42, 25, 1, 2), out var eapol, out _), Is.True);
        Assert.That(Eap.TryParse(eapol.Body, out var eap, out _), Is.True);
        Assert.That((eap.Code, eap.Identifier, eap.Type), Is.EqualTo((EapCode.Request, (byte)42, (byte?)25)));
        Assert.That(Eap.TypeName(25), Is.EqualTo("PEAP"));

        Assert.That(Eapol.TryParse(MakeEapol.Eap(3, 42), out eapol, out _), Is.True);
        Assert.That(Eap.TryParse(eapol.Body, out eap, out _), Is.True);
        Assert.That((eap.Code, eap.Type), Is.EqualTo((EapCode.Success, (byte?)null)));
    }
}
