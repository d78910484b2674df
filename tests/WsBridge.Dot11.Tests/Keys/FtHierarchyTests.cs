using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Dot11.Tests.Keys;

/// <summary>The FT key hierarchy, from the XXKey to the MIC of the FTE.</summary>
[TestFixture]
internal sealed class FtHierarchyTests
{
    internal static readonly byte[] ANonce = Octets.Repeat(0x55, 32);
    internal static readonly byte[] SNonce = Octets.Repeat(0xAA, 32);

    /// <summary>One handshake or roam, and everything derived on the way to its PTK.</summary>
    public sealed record Vector(string Name)
    {
        public byte Akm { get; init; } = 4;

        public int TemporalKeyLength { get; init; } = 16;

        public required string XxKey { get; init; }

        public required string Ssid { get; init; }

        public ushort Mdid { get; init; } = 0x0102;

        public required string R0khId { get; init; }

        public required string R1khId { get; init; }

        public required string Bssid { get; init; }

        public string ANonce { get; init; } = Convert.ToHexString(FtHierarchyTests.ANonce);

        public string SNonce { get; init; } = Convert.ToHexString(FtHierarchyTests.SNonce);

        public required string PmkR0 { get; init; }

        public required string PmkR0Name { get; init; }

        public string? PmkR1 { get; init; }

        public required string PmkR1Name { get; init; }

        public required string Ptk { get; init; }

        public required string PtkName { get; init; }

        public override string ToString() => Name;
    }

    internal static Vector WiresharkFtPsk { get; } = new("wpa2-ft-psk.pcapng, initial association")
    {
        XxKey = "b71e6f3bacf0de61e944d96e2521d55672fed40b17bca0d76a7f7d547f6bd8d2",
        Ssid = "wireshark-ft-psk",
        R0khId = "kanstrup-ft",
        R1khId = "020000000000",
        Bssid = "020000000000",
        ANonce = "f81b3ec23bbb36bcb0abe8ea8873667d4fd7e9b9cf2f6021003b91075eba21d9",
        SNonce = "19f19721a13d50a66725eca2d90f3589ffc675e317b66b8b0cbe02fe0774cb22",
        PmkR0 = "825c2e700fdc0ad8cf2948a5411ced67f8b0cba5d31aba350ce91d338c43c725",
        PmkR0Name = "ccfb899605e2f69a58001b43662ad588",
        PmkR1 = "16a75d680e15b582cc989139c1c1e211fb3b6b38ff33abc5a1fe565be08bf022",
        PmkR1Name = "94a8eeb64f69df004cc5dc5e99c31ec0",
        Ptk = "721d5d3a1b24a4580e4e84f445966796e19c3ed13407f33fcce63bb36c61d7dbba60c7be2944e18f31949508a53ee9d6",
        PtkName = "b12800ac5a82261be7793242fdff817c",
    };

    internal static Vector WiresharkFtPskRoam { get; } = WiresharkFtPsk with
    {
        Name = "wpa2-ft-psk.pcapng, roam",
        R1khId = "020000000100",
        Bssid = "020000000100",
        ANonce = "f4bbc882a577bff008b993191555531074af3125c034addeb2605f89b0286461",
        SNonce = "bc89c2f487a4e4a9dafa0c748f0e8f1503ab57fcacc623d6cce33c13ecdb826f",
        PmkR1 = "571268b8d5bd37e073e10b87bfedb11f90c21dd8ff19333d40ddaa1aa622f055",
        PmkR1Name = "685b0e6bb2b369760656c4b3e5a3cfd0",
        Ptk = "7900a9e91a5fe008096fb289f65f4c2198b35acff49cd5aa80c8b0a8432b172ba6a3304e5a8fabe0dc427cc41a707858",
        PtkName = "4c4e0a9eb0d5aeff2fb170fc478554a7",
    };

    internal static Vector Iwd { get; } = new("iwd, unit/test-eapol.c")
    {
        XxKey = "bccd1798ef6cb87f2b5475fb980657d2ea026ce368ef3fcada3148543fee94f0",
        Ssid = "TestFT",
        Mdid = 0x1234,
        R0khId = "dummy0",
        R1khId = "020000000000",
        Bssid = "020000000000",
        ANonce = "33b274a0aec9e85d61118f1b6b97774e5b7508374577dc1408a5f180c5d2e9fd",
        SNonce = "ac1eb2c70b208ce60ae207b2389e441fff39863d449f81246fe36ede0f1f56ce",
        PmkR0 = "adb881bf50111cfd0b5c872342bf3b543e81d63f3e18cf0a8d3d854fd807add5",
        PmkR0Name = "cc624ae86e0c852506022215f73d0d01",
        PmkR1 = "176a37922528729f40180620b42d342a7b8dda094ca9cf84bd554a39bc5dc161",
        PmkR1Name = "dece50a09ef08c4ebef2f1dbe967b4d4",
        Ptk = "e42dee98f99dfbf8329f5041055835a2345e224e91738a97ddc41953c5c8d7297cffbd35ce11c5751d4cc67adfc2a278",
        PtkName = "31e494a696a5c37e2f339c4704dcae05",
    };

    internal static Vector HostapAkm3 { get; } = new("hostap 2.10, AKM 3")
    {
        Akm = 3,
        XxKey = Convert.ToHexString(Hex.Counting(32)),
        Ssid = "TestFT",
        Mdid = 0x1234,
        R0khId = "dummy0",
        R1khId = "020000000100",
        Bssid = "020000000100",
        PmkR0 = "555f94f6a42003c147ef27193951c6caea71398487088641f67fd93d4eb3299e",
        PmkR0Name = "c64ca1a3e592e2c7f1e49e9700cc805c",
        PmkR1 = "9a63f5e9806bc8270289d541a1bfd34332560ae96c7a238ec151c20990beb708",
        PmkR1Name = "2580b8343ee9bf93de0a3fc6c05f9fbf",
        Ptk = "0c6c335161d426257b6dcc3e0bfd89fd" + "e6cf48016974bd08e4fdcd5a70efdf7c" + "76486a17f0376b98a4c4ac6b85e87eee",
        PtkName = "f3de8945089e884d78a3aa72e3026762",
    };

    internal static Vector HostapAkm13 { get; } = HostapAkm3 with
    {
        Name = "hostap 2.10, AKM 13",
        Akm = 13,
        TemporalKeyLength = 32,
        XxKey = Convert.ToHexString(Hex.Counting(48)),
        PmkR0 = "26374e4ea4b71cdf38ad74360ca0dde559e8af13c20be986ae911dfd14dea5ae4769fccaadb8c0fd4551a065a91688d5",
        PmkR0Name = "c002f67d02592896bcffe29fa90de72a",
        PmkR1 = "3340cad79ad6176e401b81d349631ef4dc7fe7d861d96fb4131e1aa5b10b76a0f9f1d36933d8184d7a06baa56792dd7f",
        PmkR1Name = "fbad7278496e09f6e3b9c880c8a955e3",
        Ptk = "3d5c9097f375322395510b23001507e3df9bef916b55ffc1" + "bba3e84108734ad597d46b13060085bf78bcee19588b85e0ff2a8ac4943f8bc0"
            + "6b55f7483abe9f0dd08789c64d4dae229df03b65b38927688ed02b19f5648e5c",
        PtkName = "3fe185c7fd7c40dd4b7623198c122122",
    };

    internal static readonly Vector[] Vectors =
    [
        WiresharkFtPsk,
        WiresharkFtPskRoam,
        new("wpa2-ft-eap.pcapng")
        {
            Akm = 3,
            XxKey = "b1471711baffb8611b28d2a09cc1a6aaffbbfdf3cccf12db57f175c53bfe2b7b",
            Ssid = "wireshark-ft-eap",
            R0khId = "wireshark.ft.eap.test",
            R1khId = "020000000100",
            Bssid = "020000000100",
            ANonce = "ccf4aabc222c76f53a63aaae75de944571a52c20c79bb9d512c4b6d23148cd61",
            SNonce = "b3a06e16f652af81e30f38f998aba78fb5db3daff6110fd59d09f9053070fee3",
            PmkR0 = "443a76bc4312aad083348ca9173ea8204bc8ff9f4c6b86a5a100894f058314e1",
            PmkR0Name = "4743add5507dfb3663df01c449f1270e",
            PmkR1 = "72ae225213f93eb765fdf6d504155f840a3d4b26e4b23b52d24fec8657326bb6",
            PmkR1Name = "add04faca3d8c0b0d98d04572589ec20",
            Ptk = "61ed670efdd76e7ff1c342c9816515dcbe538fc279c069b8f53853f01ec0c56265471b64605bf2a04af296284cb4ae2a",
            PtkName = "cbc9096647dbb6da439f1099c27cce95",
        },
        Iwd,
        HostapAkm3,
        HostapAkm13,
    ];

    /// <summary>The PTK of a vector.</summary>
    internal static Ptk PtkOf(Vector vector)
    {
        using var r0 = new PmkR0();
        using var r1 = new PmkR1();
        AkmKeys.TryGet(AkmSuite.Rsn(vector.Akm), vector.XxKey.Length / 2, 0, out var akm);
        r0.Derive(akm.Kdf, Hex.Of(vector.XxKey), System.Text.Encoding.ASCII.GetBytes(vector.Ssid), new Mdid(vector.Mdid),
            System.Text.Encoding.ASCII.GetBytes(vector.R0khId), s_sta);
        r1.Derive(r0, Hex.Address(vector.R1khId), s_sta);
        var ptk = new Ptk();
        ptk.DeriveFt(akm, vector.TemporalKeyLength, r1, Hex.Of(vector.SNonce), Hex.Of(vector.ANonce), Hex.Address(vector.Bssid), s_sta);
        return ptk;
    }

    [TestCaseSource(nameof(Vectors))]
    public void Every_key_and_name_of_the_hierarchy_is_that_of_the_vector(Vector vector)
    {
        using var r0 = new PmkR0();
        using var r1 = new PmkR1();
        AkmKeys.TryGet(AkmSuite.Rsn(vector.Akm), vector.XxKey.Length / 2, 0, out var akm);
        var ptkName = new byte[16];

        r0.Derive(akm.Kdf, Hex.Of(vector.XxKey), System.Text.Encoding.ASCII.GetBytes(vector.Ssid), new Mdid(vector.Mdid),
            System.Text.Encoding.ASCII.GetBytes(vector.R0khId), s_sta);
        r1.Derive(r0, Hex.Address(vector.R1khId), s_sta);
        using var ptk = PtkOf(vector);
        Ptk.ComputeName(r1.Name, Hex.Of(vector.SNonce), Hex.Of(vector.ANonce), Hex.Address(vector.Bssid), s_sta, ptkName);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Hex.Of(r0.Octets), Is.EqualTo(vector.PmkR0));
            Assert.That(Hex.Of(r0.Name), Is.EqualTo(vector.PmkR0Name));
            Assert.That(Hex.Of(r1.Octets), Is.EqualTo(vector.PmkR1));
            Assert.That(Hex.Of(r1.Name), Is.EqualTo(vector.PmkR1Name));
            Assert.That(Hex.Of(ptk.Octets), Is.EqualTo(vector.Ptk));
            Assert.That(Hex.Of(ptkName), Is.EqualTo(vector.PtkName));
            Assert.That($"{r0} {r1} {ptk}", Does.Not.Contain(vector.PmkR0[..16]).And.Not.Contain(vector.Ptk[..16]));
        }
    }

    [Test]
    public void Names_of_AKM_13_can_be_made_with_SHA_256_and_the_keys_stay()
    {
        using var usual = new PmkR0();
        using var older = new PmkR0();
        using var usualR1 = new PmkR1();
        using var olderR1 = new PmkR1();
        using var copy = new PmkR0();

        usual.Derive(KeyHash.Sha384, Hex.Counting(48), "TestFT"u8, new Mdid(0x1234), "dummy0"u8, s_sta);
        older.Derive(KeyHash.Sha384, Hex.Counting(48), "TestFT"u8, new Mdid(0x1234), "dummy0"u8, s_sta);
        older.NameBy(KeyHash.Sha256);
        usualR1.Derive(usual, Hex.Address("020000000100"), s_sta);
        olderR1.Derive(older, Hex.Address("020000000100"), s_sta);

        Assert.That(older.Octets.SequenceEqual(usual.Octets) && olderR1.Octets.SequenceEqual(usualR1.Octets), Is.True);
        Assert.That(older.Name.SequenceEqual(usual.Name) || olderR1.Name.SequenceEqual(usualR1.Name), Is.False);

        copy.CopyFrom(older);
        Assert.That(copy.Octets.SequenceEqual(older.Octets) && copy.Name.SequenceEqual(older.Name), Is.True);
        copy.NameBy(KeyHash.Sha384);
        Assert.That(copy.Name.SequenceEqual(usual.Name), Is.True);
    }

    private const string RoamFte = "f4bbc882a577bff008b993191555531074af3125c034addeb2605f89b0286461" + // ANonce
        "bc89c2f487a4e4a9dafa0c748f0e8f1503ab57fcacc623d6cce33c13ecdb826f" + // SNonce
        "0106020000000100" + "030b6b616e73747275702d6674"; // R1KH-ID, R0KH-ID

    private static readonly MacAddress s_sta = Hex.Address("020000000200");

    private static readonly object[][] FteMics =
    [
        [
            WiresharkFtPskRoam,
            FteMic.ReassociationRequest,
            "30260100000fac040100000fac040100000fac0400000100685b0e6bb2b369760656c4b3e5a3cfd0",
            "3603010201",
            "37670003" + "fd916881e1de2b5a1bd296d041e871de" + RoamFte,
        ],
        [WiresharkFtPskRoam, FteMic.ReassociationResponse, "30260100000fac040100000fac040100000fac040c000100685b0e6bb2b369760656c4b3e5a3cfd0", "3603010201",
            "378c0003" + "3244a6b4ea222016ed7a5aacb075c0fa" + RoamFte + "0223" + "010010" + "0000000000000000"
                + "73ed2d1be3df8d6c294b77f90a05e3482e88ae317556d6c1"],
        [HostapAkm3, FteMic.ReassociationRequest, "30260100000fac040100000fac040100000fac03000001002580b8343ee9bf93de0a3fc6c05f9fbf", "3603123401",
            "37620003" + "3a6e1be721cd527356b6005e3cc8fdf9" + Convert.ToHexString(ANonce) + Convert.ToHexString(SNonce)
                + "0106020000000100030664756d6d7930"],
        [HostapAkm13, FteMic.ReassociationRequest, "30260100000fac090100000fac090100000fac0d00000100fbad7278496e09f6e3b9c880c8a955e3", "3603123401",
            "376a0003" + "43638676716e855e3b2aa7326d88d7fa096e9213aafb2295" + Convert.ToHexString(ANonce) + Convert.ToHexString(SNonce)
                + "0106020000000100030664756d6d7930"],
    ];

    [TestCaseSource(nameof(FteMics))]
    public void The_MIC_of_an_FTE_verifies_and_with_anything_changed_it_does_not(object which, byte sequence, string rsne, string mde,
        string fte)
    {
        var vector = (Vector)which;
        using var ptk = PtkOf(vector);
        var mic = new FteMic
        {
            Sta = s_sta,
            Ap = Hex.Address(vector.Bssid),
            Sequence = sequence,
            Rsne = Hex.Of(rsne),
            Mde = Hex.Of(mde),
            Fte = Hex.Of(fte),
        };
        var changed = Hex.Of(fte);
        changed[^1] ^= 1;

        bool Verifies(in FteMic input, ReadOnlySpan<byte> kck) => input.Verify(ptk.Akm.FteMic, kck, ptk.Akm.FteMicLength);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Verifies(mic, ptk.FteKck), Is.True);
            Assert.That(Verifies(mic, ptk.Tk[..ptk.FteKck.Length]), Is.False);
            Assert.That(Verifies(mic with { Sequence = (byte)(11 - sequence) }, ptk.FteKck), Is.False);
            Assert.That(Verifies(mic with { Sta = mic.Ap, Ap = mic.Sta }, ptk.FteKck), Is.False);
            Assert.That(Verifies(mic with { Rsnxe = Hex.Of("f40120") }, ptk.FteKck), Is.False);
            Assert.That(Verifies(mic with { Ric = Hex.Of("390400000000") }, ptk.FteKck), Is.False);
            Assert.That(Verifies(mic with { Mde = default }, ptk.FteKck), Is.False);
            Assert.That(Verifies(mic with { Fte = changed }, ptk.FteKck), Is.False);
            Assert.That(Verifies(mic with { Fte = changed.AsSpan(0, 10) }, ptk.FteKck), Is.False);
        }
    }

    [Test]
    public void RIC_elements_RSNXE_and_fragments_are_covered_whole_and_in_this_order()
    {
        using var ptk = PtkOf(WiresharkFtPskRoam);
        var rsne = Hex.Of("3002aabb");
        var mde = Hex.Of("3603010201");
        byte[] fte = [.. Hex.Of("37ff0006"), .. new byte[253], .. Hex.Of("f203010203")];
        var ric = Hex.Of("390400000000");
        var rsnxe = Hex.Of("f40120");
        Octets.Repeat(0x77, 16).CopyTo(fte, 4);
        byte[] covered = [.. Hex.Of("020000000200020000000100"), 5, .. rsne, .. mde, .. fte, .. ric, .. rsnxe];
        covered.AsSpan(13 + rsne.Length + mde.Length + 4, 16).Clear();
        var expected = new byte[16];
        var computed = new byte[16];

        AesCmac.Compute(ptk.Kck, covered, expected);
        var mic = new FteMic
        {
            Sta = s_sta,
            Ap = Hex.Address("020000000100"),
            Sequence = 5,
            Rsne = rsne,
            Mde = mde,
            Fte = fte,
            Ric = ric,
            Rsnxe = rsnxe,
        };

        Assert.That(mic.TryCompute(MicAlgorithm.AesCmac, ptk.Kck, computed), Is.True);
        Assert.That(computed, Is.EqualTo(expected));
    }

    [Test]
    public void The_GTK_of_an_FTE_unwraps_with_the_KEK_only()
    {
        using var ptk = PtkOf(WiresharkFtPskRoam);
        Assert.That(FteGtk.TryParse(Hex.Of("010010" + "0000000000000000" + "73ed2d1be3df8d6c294b77f90a05e3482e88ae317556d6c1"),
            out var subelement, out _), Is.True);

        using var gtk = KeyDataUnwrap.UnwrapFteKey(subelement.WrappedKey, subelement.KeyLength, ptk.FteKek);

        Assert.That(gtk, Is.Not.Null);
        Assert.That(Hex.Of(gtk.Octets), Is.EqualTo("a6cc605e10878f86b20a266c9b58d230"));
        Assert.That(KeyDataUnwrap.UnwrapFteKey(subelement.WrappedKey, subelement.KeyLength, ptk.Kck), Is.Null);
        Assert.That(KeyDataUnwrap.UnwrapFteKey(subelement.WrappedKey, 200, ptk.FteKek), Is.Null);
    }
}
