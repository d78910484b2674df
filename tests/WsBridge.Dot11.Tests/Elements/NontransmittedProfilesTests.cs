using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class NontransmittedProfilesTests
{
    private static readonly byte[] s_rsne = MakeElement.Rsne(4);
    private static readonly byte[] s_first = MakeElement.NontransmittedProfile(1, "one", own: [s_rsne]);
    private static readonly byte[] s_second = MakeElement.NontransmittedProfile(2, "two", own: [MakeElement.Mde()]);

    [TestCase("02:00:00:00:00:10", 4, 1, "02:00:00:00:00:11")]
    [TestCase("02:00:00:00:00:1f", 4, 1, "02:00:00:00:00:10", TestName = "without a carry into the bits of the set")]
    [TestCase("02:00:00:00:00:ff", 8, 3, "02:00:00:00:00:02")]
    [TestCase("02:00:00:00:00:06", 2, 3, "02:00:00:00:00:05")]
    public void The_BSSID_comes_from_the_last_bits_and_the_index(string transmitted, int indicator, int index, string expected)
    {
        NontransmittedProfiles profiles = Read(MakeElement.MultipleBssid(indicator, MakeElement.NontransmittedProfile(index, "x")))!;

        Assert.That(MacAddress.TryParse(transmitted, out MacAddress address), Is.True);
        Assert.That(profiles[0].BssidFrom(address)?.ToString(), Is.EqualTo(expected));
    }

    [TestCase(0)]
    [TestCase(4)]
    public void An_index_that_cannot_be_in_the_set_names_no_BSSID(int index) =>
        Assert.That(Read(MakeElement.MultipleBssid(2, MakeElement.NontransmittedProfile(index, "x")))![0].BssidFrom(MakeAddress.Ap()),
            Is.Null);

    [TestCase(0)]
    [TestCase(9)]
    public void A_set_of_a_size_that_cannot_be_has_no_profiles(int indicator) =>
        Assert.That(Read(MakeElement.MultipleBssid(indicator, s_first)), Is.Null);

    [Test]
    public void A_profile_is_put_together_wherever_it_is_split()
    {
        for (int split = 1; split < s_second.Length; split++)
        {
            // The rest must not look like the beginning of a profile, which has a Nontransmitted BSSID Capability there.
            NontransmittedProfiles profiles =
                Read([
                    .. MakeElement.MultipleBssid(4, s_first, s_second[..split]),
                    .. MakeElement.SupportedRates(),
                    .. MakeElement.MultipleBssid(4, s_second[split..]),
                ])!;

            Assert.That(profiles.Count, Is.EqualTo(2));
            Assert.That(profiles[1].Elements.Octets.ToArray(), Is.EqualTo(s_second), $"split at {split}");
        }
    }

    [Test]
    public void The_rest_of_a_profile_without_its_beginning_is_left_out() =>
        Assert.That(Read(MakeElement.MultipleBssid(4, s_second[8..], s_first))!.Count, Is.EqualTo(1));

    [Test]
    public void Elements_are_inherited_replaced_and_added()
    {
        byte[] wmm =
            MakeElement.Vendor(0x0050F2, 2, 1), own = MakeElement.Vendor(0x0050F2, 2, 2), other = MakeElement.Vendor(0x0050F2, 4, 3);
        byte[] transmitted =
            Octets.Join([
                MakeElement.Ssid("zero"),
                MakeElement.SupportedRates(),
                MakeElement.Any(5, 0, 2, 0, 0),
                MakeElement.Rsne(2),
                MakeElement.Mde(0x0909),
                wmm,
                other,
                MakeElement.Rsnxe(),
            ]);
        byte[] profile = MakeElement.NontransmittedProfile(1, "one",
            own: [s_rsne, own, MakeElement.Any(70, 1, 2, 3, 4, 5), MakeElement.NonInheritance(54)]);

        byte[] merged = Read([.. transmitted, .. MakeElement.MultipleBssid(4, profile)])![0].Inherit(new Elements(transmitted));

        Assert.That(merged,
            Is.EqualTo(Octets.Join([
            MakeElement.Ssid("one"),
            MakeElement.SupportedRates(),
            s_rsne,
            own,
            other,
            MakeElement.Rsnxe(),
            MakeElement.Any(70, 1, 2, 3, 4, 5),
        ])));
    }

    [Test]
    public void An_open_BSSID_of_a_protected_set_has_no_RSNE()
    {
        byte[] transmitted = Octets.Join([MakeElement.Ssid("zero"), MakeElement.Rsne(2)]);
        byte[] profile = MakeElement.NontransmittedProfile(1, "guest", 0x0401, own: [MakeElement.NonInheritance(48)]);

        NontransmittedProfile read = Read(MakeElement.MultipleBssid(4, profile))![0];

        Assert.That(read.Capabilities, Is.EqualTo(0x0401));
        Assert.That(read.Inherit(new Elements(transmitted)), Is.EqualTo(MakeElement.Ssid("guest")));
    }

    [Test]
    public void Nothing_throws_on_any_octets()
    {
        var random = new Random(71);
        byte[] good = [.. MakeElement.SupportedRates(), .. MakeElement.MultipleBssid(4, s_first, s_second)];
        int read = 0;
        for (int round = 0; round < 5000; round++)
        {
            byte[] octets = good[..random.Next(good.Length + 1)];
            for (int i = random.Next(4); i > 0 && octets.Length > 0; i--)
            {
                octets[random.Next(octets.Length)] = (byte)random.Next(256);
            }

            NontransmittedProfiles? profiles = Read(octets);
            for (int i = 0; i < profiles?.Count; i++)
            {
                NontransmittedProfile profile = profiles[i];
                read += profile.Inherit(new Elements(octets)).Length + (profile.BssidFrom(MakeAddress.Ap()) is null ? 0 : 1)
                    + profile.DtimCountOffset;
            }
        }

        Assert.That(read, Is.Positive);
    }

    private static NontransmittedProfiles? Read(byte[] elements) => NontransmittedProfiles.Read(new Elements(elements));
}
