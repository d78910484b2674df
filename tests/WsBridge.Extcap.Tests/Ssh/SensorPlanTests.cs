using WsBridge.Extcap.Ssh;

namespace WsBridge.Extcap.Tests.Ssh;

internal sealed class SensorPlanTests
{
    [Test]
    public void Sensors_are_read_with_their_adapters_and_channels()
    {
        IReadOnlyList<SensorPlan> plans =
            SensorPlan.ParseAll("pi@192.0.2.5 wlan1 36; wlanpi wlan0 1,6,11/400 ;roof mon0; six mon1 5955,6135; psc mon2 36,psc/120");

        Assert.That(plans.Select(plan => (plan.Host, plan.Adapter, string.Join(' ', plan.Channels), plan.DwellMilliseconds)),
            Is.EqualTo(((string, string, string, int)[])
        [
            ("pi@192.0.2.5", "wlan1", "36", 250),
            ("wlanpi", "wlan0", "1 6 11", 400),
            ("roof", "mon0", "", 250),
            ("six", "mon1", "5955 6135", 250),
            ("psc", "mon2", "36 5975 6055 6135 6215 6295 6375 6455 6535 6615 6695 6775 6855 6935 7015 7095", 120),
        ]));
    }

    [TestCase("")]
    [TestCase("pi")]
    [TestCase("-oProxyCommand=x wlan0")]
    [TestCase("pi -i")]
    [TestCase("pi wlan0';reboot'")]
    [TestCase("pi $(reboot)")]
    [TestCase("pi wlan0 36,x")]
    public void What_is_no_sensor_is_said_in_a_sentence(string text)
    {
        Answers answers = Answers.To("--capture", "--extcap-interface", "wsbridge-ssh", "--fifo", "/dev/null", "--sensors", text);

        Assert.That(answers.Status, Is.EqualTo(1));
        Assert.That(answers.Errors, Does.Contain("write HOST ADAPTER").And.EndsWith("\n"));
    }
}
