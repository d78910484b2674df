using System.Collections.Concurrent;

namespace WsBridge.Host.Tests;

[Platform(Exclude = "Win")]
internal sealed class BridgeServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public void A_client_that_comes_is_served_and_nothing_is_left_of_its_pipes()
    {
        var analyzer = new FakeAnalyzer();
        using var server = new Server(analyzer);
        string[] line = server.Announced();

        using (var reply = new FileStream(line[3], FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0))
        using (var request = new FileStream(line[2], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0))
        {
            request.Write(Client.Greeting(new Schema([analyzer])));
            byte[] greeting = new byte[Client.Accepted];
            reply.ReadExactly(greeting);
            bool sealedAfterGreeting = !Directory.Exists(Path.GetDirectoryName(line[2]));
            request.Write(Client.Frame(1, [0xC0], answer: true));
            byte[] answer = new byte[8];
            reply.ReadExactly(answer);

            Assert.That(line[..2], Is.EqualTo((string[])["WSBRIDGE", "7"]));
            Assert.That(sealedAfterGreeting);
            Assert.That(answer, Is.EqualTo((byte[])[0, 0, 0, 4, 0, 0, 0, 1]));
        }

        Assert.That(server.Ended(Patience), "the host ends with the request pipe");
        Assert.That(server.GaveUp.IsSet, Is.False);
    }

    [Test]
    public void A_client_that_goes_away_unanswered_ends_the_session_quietly()
    {
        var analyzer = new FakeAnalyzer();
        using var server = new Server(analyzer);
        string[] line = server.Announced();

        using (var reply = new FileStream(line[3], FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0))
        using (var request = new FileStream(line[2], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0))
        {
            request.Write(Client.Greeting(new Schema([analyzer])));
            byte[] greeting = new byte[Client.Accepted];
            reply.ReadExactly(greeting);
            reply.Dispose();
            request.Write(Client.Frame(1, [0xC0], answer: true));
        }

        Assert.That(server.Ended(Patience));
        Assert.That(server.Failure, Is.Null);
    }

    [Test]
    public void A_client_that_never_comes_is_given_up_and_its_folder_removed()
    {
        using var server = new Server(new FakeAnalyzer(), new ServeLimits { Greeting = TimeSpan.FromMilliseconds(100) });
        string folder = Path.GetDirectoryName(server.Announced()[2])!;

        Assert.That(server.GaveUp.Wait(Patience));
        Assert.That(folder, Does.Not.Exist);
    }

    [Test]
    public void A_client_that_opens_its_pipe_and_says_nothing_is_given_up()
    {
        using var server = new Server(new FakeAnalyzer(), new ServeLimits { Greeting = TimeSpan.FromMilliseconds(500) });
        string[] line = server.Announced();
        using (new FileStream(line[2], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0))
        {
            Assert.That(server.GaveUp.Wait(Patience));
        }

        Assert.That(Path.GetDirectoryName(line[2]), Does.Not.Exist);
        Assert.That(server.Ended(Patience));
    }

    [Test]
    public void A_frame_that_takes_too_long_is_given_up()
    {
        using var slow = new ManualResetEventSlim();
        var analyzer = new FakeAnalyzer((_, _) => slow.Wait(Patience));
        using var server = new Server(analyzer, new ServeLimits { Frame = TimeSpan.FromMilliseconds(200) });
        string[] line = server.Announced();
        using var reply = new FileStream(line[3], FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        using var request = new FileStream(line[2], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);

        request.Write(Client.Greeting(new Schema([analyzer])));
        request.Write(Client.Frame(1, [0xC0]));

        Assert.That(server.GaveUp.Wait(Patience));
        slow.Set();
    }

    /// <summary>A server on a thread of its own. Giving up ends the process in earnest; here it is only noted.</summary>
    private sealed class Server : IDisposable
    {
        private readonly BlockingCollection<string> _lines = [];
        private readonly Thread _thread;
        private readonly LineWriter _announce;

        public Server(FakeAnalyzer analyzer, ServeLimits? limits = null)
        {
            _announce = new LineWriter(_lines);
            _thread = new Thread(() =>
            {
                try
                {
                    BridgeServer.Serve(analyzer, _announce, () => GaveUp.Set(), limits);
                }
                catch (Exception error) when (error is IOException or ObjectDisposedException)
                {
                    Failure = error;
                }
            })
            { IsBackground = true };
            _thread.Start();
        }

        public ManualResetEventSlim GaveUp { get; } = new();

        public Exception? Failure { get; private set; }

        public string[] Announced()
        {
            Assert.That(_lines.TryTake(out string? line, Patience), "no line came");
            Assert.That(line, Does.EndWith("\n"));
            return line!.TrimEnd('\n').Split('\t');
        }

        public bool Ended(TimeSpan patience) => _thread.Join(patience);

        public void Dispose()
        {
            // The thread may still wait for a client that never comes; it is a background thread and uses what would be disposed here.
            _announce.Dispose();
        }
    }

    private sealed class LineWriter(BlockingCollection<string> lines) : StringWriter
    {
        public override void Flush()
        {
            lines.Add(ToString());
            GetStringBuilder().Clear();
        }
    }
}
