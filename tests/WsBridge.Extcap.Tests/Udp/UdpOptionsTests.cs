namespace WsBridge.Extcap.Tests.Udp;

internal sealed class UdpOptionsTests
{
    [TestCase("--port", "0", "--port takes UDP ports from 1 to 65535, not \"0\".")]
    [TestCase("--port", "37008,http", "--port takes UDP ports from 1 to 65535, not \"http\".")]
    [TestCase("--listen", "ap.example", "--listen takes IP addresses, such as 192.0.2.7, not \"ap.example\".")]
    [TestCase("--listen", "192.0.2.1", "192.0.2.1 is no address of this machine; ")]
    [TestCase("--senders", "192.0.2.7 me", "--senders takes IP addresses, such as 192.0.2.7, not \"me\".")]
    [TestCase("--format", "erspan", "--format is one of any, tzsp, peekremote, aruba-erm, not \"erspan\".")]
    public void What_is_wrong_is_said_in_a_sentence(string option, string value, string sentence)
    {
        string fifo = Path.GetTempFileName();

        Answers answers = Answers.To("--capture", "--extcap-interface", "wsbridge-udp", "--fifo", fifo, option, value);
        File.Delete(fifo);

        Assert.That(answers.Status, Is.EqualTo(1));
        Assert.That(answers.Errors, Does.StartWith(sentence).And.EndsWith("\n"));
        Assert.That(answers.Errors.Count(letter => letter == '\n'), Is.EqualTo(1));
    }
}
