using Microsoft.Extensions.Time.Testing;
using WsBridge.Extcap.Local;

namespace WsBridge.Extcap.Tests.Local;

internal sealed class ChannelControlTests
{
    private static readonly int[] Hops = [2412, 2437, 2462];
    private static readonly TimeSpan Dwell = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();

    [Test]
    public void Channels_are_gone_over_in_order_and_again()
    {
        using ChannelControl channels = Hopping();

        Assert.That(Steps(channels, 7), Is.EqualTo((int[])[2412, 2437, 2462, 2412, 2437, 2462, 2412]));
        Assert.That((channels.IsHopping, channels.Current), Is.EqualTo(((bool?)true, (string?)null)));
        Assert.That(channels.Next().Time, Is.EqualTo(Dwell));
    }

    [Test]
    public void One_channel_is_stayed_on()
    {
        using var channels = new ChannelControl(Hops, Hops, 2437, isHopping: false, Dwell, null, _time);

        Assert.That(channels.Next(), Is.EqualTo(((int?)2437, Timeout.InfiniteTimeSpan)));
        channels.IsOn(2437);
        Assert.That((channels.IsHopping, channels.Current), Is.EqualTo(((bool?)false, "6")));
    }

    [Test]
    public void None_leaves_the_adapter_where_it_is()
    {
        using var channels = new ChannelControl(Hops, Hops, null, isHopping: false, Dwell, null, _time);

        Assert.That(channels.Next(), Is.EqualTo(((int?)null, Timeout.InfiniteTimeSpan)));
    }

    [Test]
    public void A_client_is_stayed_with_until_it_is_silent_for_too_long()
    {
        using ChannelControl channels = Hopping(Patience);
        Steps(channels, 2);

        Assert.That(channels.Heard(2437), Is.EqualTo(2437), "it is news where it is");
        Assert.That(channels.Heard(2437), Is.Null);
        Assert.That(channels.Next(), Is.EqualTo(((int?)2437, Patience)));

        _time.Advance(TimeSpan.FromSeconds(1.5));
        channels.Heard(2437);
        _time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.That(channels.Next(), Is.EqualTo(((int?)2437, TimeSpan.FromSeconds(0.5))), "each frame counts");

        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.That(Steps(channels, 3), Is.EqualTo((int[])[2462, 2412, 2437]), "it is looked for on the others first");
    }

    [Test]
    public void A_client_heard_in_the_very_moment_of_leaving_is_gone_back_to()
    {
        using ChannelControl channels = Hopping(Patience);
        Steps(channels, 2);

        channels.Heard(2412);

        long start = TimeProvider.System.GetTimestamp();
        channels.Wait(TimeSpan.FromSeconds(30), CancellationToken.None);
        Assert.That(TimeProvider.System.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(10)),
            "it does not wait for the end of the dwell time");
        Assert.That(channels.Next().Frequency, Is.EqualTo(2412));
    }

    [Test]
    public void A_frame_that_does_not_say_its_channel_was_heard_on_this_one()
    {
        using ChannelControl channels = Hopping(Patience);
        Steps(channels, 2);

        Assert.That(channels.Heard(null), Is.EqualTo(2437));
        Assert.That(channels.Heard(5180), Is.Null, "a channel that it is never on");
    }

    [Test]
    public void The_user_may_choose_a_channel_and_hop_again()
    {
        using ChannelControl channels = Hopping(Patience);
        Steps(channels, 1);

        channels.Choose("11");
        Assert.That((channels.Next().Frequency, channels.IsHopping), Is.EqualTo(((int?)2462, (bool?)false)));
        channels.IsOn(2462);
        channels.Heard(2462);
        Assert.That(channels.Current, Is.EqualTo("11"));

        channels.SetHopping(true);
        _time.Advance(Patience);
        Assert.That(Steps(channels, 2), Is.EqualTo((int[])[2437, 2462]));

        channels.SetHopping(false);
        Assert.That(channels.Next().Frequency, Is.EqualTo(2462), "it stays where it is");
    }

    [Test]
    public void A_channel_that_cannot_be_set_leaves_the_one_before()
    {
        using ChannelControl channels = Hopping();
        Steps(channels, 1);

        channels.Choose("6");
        channels.Failed();

        Assert.That((channels.Next().Frequency, channels.Current), Is.EqualTo(((int?)2412, "1")));
    }

    private ChannelControl Hopping(TimeSpan? patience = null) => new([.. Hops, 5180], Hops, null, isHopping: true, Dwell, patience, _time);

    // As the tuner does it.
    private static List<int> Steps(ChannelControl channels, int count)
    {
        List<int> frequencies = [];
        for (int step = 0; step < count; step++)
        {
            int frequency = channels.Next().Frequency!.Value;
            channels.IsOn(frequency);
            frequencies.Add(frequency);
        }

        return frequencies;
    }
}
