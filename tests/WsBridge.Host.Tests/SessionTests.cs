using System.IO.Pipes;
using System.Text;
using WsBridge.Sdk;

namespace WsBridge.Host.Tests;

internal sealed class SessionTests
{
    private static readonly byte[] Octets = [0xC0, 1, 2, 3];

    [Test]
    public void A_greeting_with_the_same_schema_is_accepted_and_told_which_frames_are_wanted()
    {
        var analyzer = new FakeAnalyzer();

        (bool welcome, byte[] replies) = Client.Talk(analyzer, Client.Greeting(new Schema([analyzer])));

        byte[] choices = new byte[256];
        choices[0x08] = 4;
        choices[0x80] = 2;
        choices[0xC0] = 1;
        choices[0xD4] = 3;
        Assert.That(welcome);
        Assert.That(replies, Is.EqualTo((byte[])
        [
            0, // accepted
            0, 0, // no text
            .. choices,
            3, 0xAA, 0xBB, 0xCC, // the mark
            1, 2, // within
            3, 4, 5, 6, // again after
            7, // encrypted frames after marked ones
            1, // later fragments
        ]));
    }

    [Test]
    public void A_client_that_sees_no_more_frames_hears_what_had_to_wait()
    {
        var analyzer = new FakeAnalyzer { AtEnd = sink => sink.Annotate(1, new Annotation.TextLine("waited")) };

        (_, byte[] replies) = Client.Talk(
            analyzer, Client.Greeting(new Schema([analyzer])), Client.Frame(1, Octets), Client.Ask(), Client.Settle(), Client.Ask(),
            Client.Frame(2, Octets), Client.Settle(), Client.Ask());

        List<(uint Last, byte[] Annotations)> answers = Client.Answers(replies.AsSpan(Client.Accepted));
        Assert.That(answers.Select(answer => answer.Last), Is.EqualTo((uint[])[1, 1, 2]));
        Assert.That(answers[0].Annotations, Is.Empty);
        Assert.That(Encoding.ASCII.GetString(answers[1].Annotations), Does.EndWith("waited"));
        Assert.That(answers[2].Annotations, Is.EqualTo(answers[1].Annotations), "it may be told again");
    }

    [Test]
    public void Data_from_before_a_frame_has_its_own_time_and_is_no_frame_of_its_own()
    {
        var analyzer = new FakeAnalyzer();

        (_, byte[] replies) = Client.Talk(
            analyzer, Client.Greeting(new Schema([analyzer])), Client.Frame(1, Octets, time: 5_000_000),
            Client.EarlierData([0x88, 0x41, 7], 4_999_999), Client.Request(12, [1, 2, 3]), Client.Frame(2, Octets), Client.Ask());

        Assert.That(analyzer.Earlier, Is.EqualTo((SeenFrame[])[new SeenFrame(1, 4_999_999, 105, 3, "884107")]));
        Assert.That(analyzer.Seen.Select(frame => frame.Id), Is.EqualTo((long[])[1, 2]));
        Assert.That(Client.Answers(replies.AsSpan(Client.Accepted)).Select(answer => answer.Last), Is.EqualTo((uint[])[2]));
    }

    [Test]
    public void Where_every_frame_comes_encrypted_data_that_is_not_chosen_is_earlier_data()
    {
        var analyzer = new FakeAnalyzer();
        byte[] header = [0, 0, 8, 0, 0, 0, 0, 0];

        Client.Talk(
            analyzer, Client.Greeting(new Schema([analyzer])),
            Client.Next([.. header, 0x08, 0x41, 0, 0], seconds: 2), Client.Next([.. header, 0x08, 0x01, 0, 0], seconds: 3));

        Assert.That(analyzer.Earlier.Select(frame => frame.TimeMicroseconds), Is.EqualTo((long[])[2_000_000]));
        Assert.That(analyzer.Seen, Is.Empty);
    }

    [Test]
    public void A_client_without_a_name_is_accepted()
    {
        var analyzer = new FakeAnalyzer();

        (bool welcome, byte[] replies) = Client.Talk(analyzer, Client.Greeting(new Schema([analyzer]), name: ""));

        Assert.That(welcome);
        Assert.That(replies, Has.Length.EqualTo(Client.Accepted));
    }

    [Test]
    public void A_greeting_with_another_schema_is_turned_away_with_what_to_do()
    {
        var analyzer = new FakeAnalyzer();

        (bool welcome, byte[] replies) = Client.Talk(analyzer, Client.Greeting(new byte[16]), Client.Frame(1, Octets, answer: true));

        Assert.That(welcome, Is.False);
        Assert.That(replies[0], Is.EqualTo(1));
        Assert.That(TextOf(replies), Does.Contain("wsbridge doctor"));
        Assert.That(analyzer.Seen, Is.Empty);
    }

    [Test]
    public void A_greeting_with_another_version_is_turned_away_with_what_to_do([Values(0, 3, 255)] int version)
    {
        var analyzer = new FakeAnalyzer();

        (bool welcome, byte[] replies) = Client.Talk(analyzer, Client.Greeting(new Schema([analyzer]), version),
            Client.Frame(1, Octets, answer: true));

        Assert.That(welcome, Is.False);
        Assert.That(replies[0], Is.EqualTo(2));
        Assert.That(TextOf(replies), Does.Contain($"version {version} ").And.Contain("beside this wsbridge"));
        Assert.That(analyzer.Seen, Is.Empty);
    }

    [Test]
    public void Somebody_who_does_not_greet_gets_no_answer()
    {
        var analyzer = new FakeAnalyzer();

        (bool welcome, byte[] replies) = Client.Talk(analyzer, Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));

        Assert.That(welcome, Is.False);
        Assert.That(replies, Is.Empty);
    }

    [Test]
    public void The_greeting_is_reported_once_it_is_whole([Values(0, 1, 21, 22, 25)] int octets)
    {
        var analyzer = new FakeAnalyzer();
        var schema = new Schema([analyzer]);
        int greeted = 0;
        using var deadline = new Deadline(TimeProvider.System, TimeSpan.FromMinutes(1), () => { });
        byte[] greeting = Client.Greeting(schema);
        using var cutOff = new MemoryStream(greeting[..octets]);
        using var whole = new MemoryStream(greeting);

        bool welcomeCutOff = new Session(analyzer, schema, deadline).Run(cutOff, Stream.Null, () => greeted--);
        bool welcomeWhole = new Session(analyzer, schema, deadline).Run(whole, Stream.Null, () => greeted++);

        Assert.That(welcomeCutOff, Is.False);
        Assert.That(welcomeWhole);
        Assert.That(greeted, Is.EqualTo(1));
    }

    [Test]
    public void A_frame_arrives_as_it_was_sent()
    {
        var analyzer = new FakeAnalyzer();

        Client.Talk(
            analyzer,
            Client.Greeting(new Schema([analyzer])),
            Client.Frame(0x01020304, Octets, linkType: 105, time: 1_790_000_000_123_456, original: 1500),
            Client.Frame(0x01020305, [], time: -1_500_000, original: uint.MaxValue));

        Assert.That(analyzer.Seen, Is.EqualTo((SeenFrame[])
        [
            new(0x01020304, 1_790_000_000_123_456, 105, 1500, "C0010203"),
            new(0x01020305, -1_500_000, 127, int.MaxValue, ""),
        ]));
        Assert.That(analyzer.Disposed, Is.EqualTo(1));
    }

    [Test]
    public void A_frame_without_a_wish_for_an_answer_gets_none()
    {
        var analyzer = new FakeAnalyzer((frame, sink) => sink.Annotate(frame.Id, new Annotation.TextLine("seen")));

        (_, byte[] replies) = Client.Talk(analyzer, Client.Greeting(new Schema([analyzer])), Client.Frame(1, Octets),
            Client.Frame(2, Octets));

        Assert.That(analyzer.Seen, Has.Count.EqualTo(2));
        Assert.That(replies, Has.Length.EqualTo(Client.Accepted));
    }

    [Test]
    public void Several_frames_are_answered_for_at_once_in_the_order_they_were_seen()
    {
        var analyzer = new FakeAnalyzer((frame, sink) =>
        {
            if (frame.Id != 2)
            {
                sink.Annotate(frame.Id, new Annotation.TextLine($"f{frame.Id}"));
            }
        });

        (_, byte[] replies) = Client.Talk(
            analyzer, Client.Greeting(new Schema([analyzer])), Client.Frame(1, Octets), Client.Frame(2, Octets), Client.Frame(3, Octets),
            Client.Ask(), Client.Ask());

        List<(uint Last, byte[] Annotations)> answers = Client.Answers(replies.AsSpan(Client.Accepted));
        Assert.That(answers.Select(answer => answer.Last), Is.EqualTo((uint[])[3, 3]));
        Assert.That(answers[0].Annotations, Is.EqualTo((byte[])[.. Text(1, "f1"), .. Text(3, "f3")]));
        Assert.That(answers[1].Annotations, Is.Empty, "everything was said already");
    }

    [Test]
    public void An_answer_may_be_about_an_earlier_frame()
    {
        var analyzer = new FakeAnalyzer((frame, sink) =>
        {
            if (frame.Id == 9)
            {
                sink.Annotate(9, new Annotation.TextLine("here"));
                sink.Annotate(4, new Annotation.TextLine("there"));
            }
        });

        (_, byte[] replies) = Client.Talk(
            analyzer, Client.Greeting(new Schema([analyzer])), Client.Frame(4, Octets, answer: true),
            Client.Frame(9, Octets, answer: true));

        List<(uint Last, byte[] Annotations)> answers = Client.Answers(replies.AsSpan(Client.Accepted));
        Assert.That(answers.Select(answer => answer.Last), Is.EqualTo((uint[])[4, 9]));
        Assert.That(answers[0].Annotations, Is.Empty);
        Assert.That(answers[1].Annotations, Is.EqualTo((byte[])[.. Text(9, "here"), .. Text(4, "there")]));
    }

    [Test]
    public void A_follower_comes_with_id_and_time_of_the_frame_before_it_and_moves_neither()
    {
        var analyzer = new FakeAnalyzer();

        (_, byte[] replies) = Client.Talk(
            analyzer, Client.Greeting(new Schema([analyzer])), Client.Frame(5, Octets, time: 77), Client.Follower([0xD4, 0],
            linkType: 105), Client.Follower([]), Client.Ask());

        Assert.That(analyzer.Seen,
            Is.EqualTo((SeenFrame[])[new(5, 77, 127, 4, "C0010203"), new(5, 77, 105, 2, "D400"), new(5, 77, 127, 0, "")]));
        Assert.That(Client.Answers(replies.AsSpan(Client.Accepted)).Single().Last, Is.EqualTo(5));
    }

    [Test]
    public void A_follower_that_follows_nothing_or_is_too_short_is_passed_over()
    {
        var analyzer = new FakeAnalyzer();

        Client.Talk(analyzer, Client.Greeting(new Schema([analyzer])), Client.Follower([0xD4, 0]), Client.Frame(1, Octets),
            Client.Request(4, [0]));

        Assert.That(analyzer.Seen.Select(frame => frame.Id), Is.EqualTo((long[])[1]));
    }

    [Test]
    public void Where_every_frame_comes_they_are_counted_and_the_host_chooses_as_a_client_would()
    {
        var analyzer = new FakeAnalyzer();
        byte[] wanted = [0xC0, 0, 7];
        byte[] acknowledgement = [0xD4, 0, 8];
        byte[] marked = [0x08, 0, 0xAA, 0xBB, 0xCC];

        (_, byte[] replies) = Client.Talk(
            analyzer,
            Client.Greeting(new Schema([analyzer])),
            Client.Next([0xD4, 0, 1, 1], linkType: 105), // follows nothing
            Client.Next([.. wanted, 1], linkType: 105, seconds: 1_790_000_000.123456, original: 1500),
            Client.Next([.. acknowledgement, 1], linkType: 105, seconds: 1_790_000_001),
            Client.Next([0x08, 0, 0xAA, 0xBB], linkType: 105), // not marked
            Client.Next([.. acknowledgement, 1], linkType: 105),
            Client.Next(marked, linkType: 1), // no 802.11 at all
            Client.Next(marked, linkType: 105, answer: true),
            Client.Request(9, new byte[13]));

        Assert.That(analyzer.Seen, Is.EqualTo((SeenFrame[])
        [
            new(2, 1_790_000_000_123_456, 105, 1500, "C0000701"),
            new(2, 1_790_000_000_123_456, 105, 4, "D4000801"),
            new(7, 1_000_000, 105, 5, "0800AABBCC"),
        ]));
        Assert.That(Client.Answers(replies.AsSpan(Client.Accepted)).Select(answer => answer.Last), Is.EqualTo((uint[])[7, 7]));
    }

    [Test]
    public void Progress_is_told_without_annotations_which_come_with_the_next_answer()
    {
        var analyzer = new FakeAnalyzer((frame, sink) => sink.Annotate(frame.Id, new Annotation.TextLine($"f{frame.Id}")));

        (_, byte[] replies) = Client.Talk(
            analyzer, Client.Greeting(new Schema([analyzer])), Client.HowFar(), Client.Frame(1, Octets), Client.HowFar(),
            Client.Frame(2, Octets), Client.Ask());

        List<(uint Last, byte[] Annotations)> answers = Client.Answers(replies.AsSpan(Client.Accepted));
        Assert.That(answers.Select(answer => answer.Last), Is.EqualTo((uint[])[0, 1, 2]));
        Assert.That(answers[0].Annotations, Is.Empty);
        Assert.That(answers[1].Annotations, Is.Empty);
        Assert.That(answers[2].Annotations, Is.EqualTo((byte[])[.. Text(1, "f1"), .. Text(2, "f2")]));
    }

    [Test]
    public void Where_nobody_looks_frames_are_analysed_and_nothing_is_said()
    {
        List<bool> heard = [];
        var analyzer = new FakeAnalyzer((frame, sink) =>
        {
            heard.Add(sink.HasViewer);
            sink.Annotate(frame.Id, new Annotation.TextLine($"f{frame.Id}"));
        });

        (_, byte[] replies) = Client.Talk(
            analyzer, Client.Greeting(new Schema([analyzer])), Client.Frame(1, Octets), Client.Request(10, []), Client.Frame(2, Octets),
            Client.HowFar(), Client.Ask());

        List<(uint Last, byte[] Annotations)> answers = Client.Answers(replies.AsSpan(Client.Accepted));
        Assert.That(heard, Is.EqualTo((bool[])[true, false]));
        Assert.That(answers.Select(answer => answer.Last), Is.EqualTo((uint[])[2, 2]));
        Assert.That(answers.Select(answer => answer.Annotations), Is.Not.Empty.And.All.Empty);
    }

    [Test]
    public void An_answer_before_any_frame_names_frame_0()
    {
        var analyzer = new FakeAnalyzer();

        (_, byte[] replies) = Client.Talk(analyzer, Client.Greeting(new Schema([analyzer])), Client.Ask());

        Assert.That(replies.AsSpan(Client.Accepted).ToArray(), Is.EqualTo((byte[])[0, 0, 0, 4, 0, 0, 0, 0]));
    }

    [Test]
    public void A_frame_too_short_to_be_one_is_passed_over_and_still_answered([Range(0, 17)] int length)
    {
        var analyzer = new FakeAnalyzer();

        (_, byte[] replies) = Client.Talk(
            analyzer, Client.Greeting(new Schema([analyzer])), Client.Request(1, new byte[length]), Client.Request(2, new byte[length]),
            Client.Frame(7, Octets, answer: true));

        Assert.That(analyzer.Seen.Select(frame => frame.Id), Is.EqualTo((long[])[7]));
        Assert.That(Client.Answers(replies.AsSpan(Client.Accepted)).Select(answer => answer.Last), Is.EqualTo((uint[])[0, 7]));
    }

    [Test]
    public void A_request_of_an_unknown_type_is_passed_over([Values(0, 6, 255)] int type)
    {
        var analyzer = new FakeAnalyzer();

        (_, byte[] replies) = Client.Talk(analyzer, Client.Greeting(new Schema([analyzer])), Client.Request(type, new byte[40]),
            Client.Frame(1, Octets, answer: true));

        Assert.That(analyzer.Seen.Select(frame => frame.Id), Is.EqualTo((long[])[1]));
        Assert.That(Client.Answers(replies.AsSpan(Client.Accepted)).Select(answer => answer.Last), Is.EqualTo((uint[])[1]));
    }

    [Test]
    public void A_request_of_1_MiB_is_served_and_a_longer_one_ends_the_session()
    {
        const int head = 18;
        const int most = 1 << 20;
        var analyzer = new FakeAnalyzer();
        byte[] greeting = Client.Greeting(new Schema([analyzer]));

        (bool welcome, byte[] replies) = Client.Talk(
            analyzer, greeting, Client.Frame(1, new byte[most - head], answer: true),
            Client.Frame(2, new byte[most - head + 1], answer: true), Client.Frame(3, Octets, answer: true));

        Assert.That(welcome);
        Assert.That(analyzer.Seen.Select(frame => frame.Id), Is.EqualTo((long[])[1]));
        Assert.That(Client.Answers(replies.AsSpan(Client.Accepted)), Has.Count.EqualTo(1));
        Assert.That(analyzer.Disposed, Is.EqualTo(1));
    }

    [Test]
    public void Lengths_up_to_4_GiB_end_the_session_without_being_waited_for()
    {
        var analyzer = new FakeAnalyzer();

        (bool welcome, _) = Client.Talk(analyzer, Client.Greeting(new Schema([analyzer])), [1, 0xFF, 0xFF, 0xFF, 0xFF],
            Client.Frame(1, Octets, answer: true));

        Assert.That(welcome);
        Assert.That(analyzer.Seen, Is.Empty);
    }

    [Test]
    public void A_stream_cut_at_any_octet_ends_quietly_with_what_was_whole()
    {
        var schema = new Schema([new FakeAnalyzer()]);
        byte[][] requests = [Client.Greeting(schema), Client.Frame(1, Octets), Client.Frame(2, Octets, answer: true), Client.Ask()];
        byte[] all = [.. requests.SelectMany(octets => octets)];
        int[] ends = [.. requests.Select((_, index) => requests.Take(index + 1).Sum(octets => octets.Length))];

        for (int length = 0; length <= all.Length; length++)
        {
            var analyzer = new FakeAnalyzer((frame, sink) => sink.Annotate(frame.Id, new Annotation.TextLine("x")));

            (bool welcome, byte[] replies) = Client.Talk(analyzer, all[..length]);

            int whole = ends.Count(end => end <= length);
            Assert.That(welcome, Is.EqualTo(whole >= 1), $"cut at octet {length}");
            Assert.That(analyzer.Seen, Has.Count.EqualTo(Math.Clamp(whole - 1, 0, 2)), $"cut at octet {length}");
            int answers = welcome ? Client.Answers(replies.AsSpan(Client.Accepted)).Count : 0;
            Assert.That(answers, Is.EqualTo(Math.Clamp(whole - 2, 0, 2)), $"cut at octet {length}");
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public void An_answer_comes_while_the_client_keeps_its_pipe_open(CancellationToken cancellation)
    {
        var analyzer = new FakeAnalyzer((frame, sink) => sink.Annotate(frame.Id, new Annotation.TextLine("now")));
        var schema = new Schema([analyzer]);
        using var clientRequest = new AnonymousPipeServerStream(PipeDirection.Out);
        using var hostRequest = new AnonymousPipeClientStream(PipeDirection.In, clientRequest.ClientSafePipeHandle);
        using var clientReply = new AnonymousPipeServerStream(PipeDirection.In);
        using var hostReply = new AnonymousPipeClientStream(PipeDirection.Out, clientReply.ClientSafePipeHandle);
        using var deadline = new Deadline(TimeProvider.System, TimeSpan.FromMinutes(1), () => { });
        Task<bool> serving = Task.Run(() => new Session(analyzer, schema, deadline).Run(hostRequest, hostReply, () => { }), cancellation);

        clientRequest.Write(Client.Greeting(schema));
        byte[] greeting = new byte[Client.Accepted];
        clientReply.ReadExactly(greeting);
        byte[] answer = new byte[8 + Text(1, "now").Length];
        for (uint id = 1; id <= 3; id++)
        {
            clientRequest.Write(Client.Frame(id, Octets, answer: true));
            clientReply.ReadExactly(answer);

            Assert.That(Client.Answers(answer).Single(),
                Is.EqualTo((id, Text(id, "now")))
                .Using<(uint Last, byte[] Annotations)>((a, b) => a.Last == b.Last && a.Annotations.AsSpan().SequenceEqual(b.Annotations)));
        }

        clientRequest.Dispose();
        Assert.That(serving.GetAwaiter().GetResult());
    }

    private static string TextOf(byte[] refusal)
    {
        int length = (refusal[1] << 8) | refusal[2];
        Assert.That(refusal, Has.Length.EqualTo(3 + length), "nothing follows the text");
        return Encoding.UTF8.GetString(refusal.AsSpan(3));
    }

    /// <summary>The annotation of one line of text.</summary>
    private static byte[] Text(uint id, string text) =>
    [
        .. new byte[] { 0, 0, 0, (byte)id },
        .. new byte[] { 0, 0, 0, (byte)(12 + text.Length) },
        3, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0,
        0, (byte)text.Length,
        .. Encoding.UTF8.GetBytes(text),
    ];
}
