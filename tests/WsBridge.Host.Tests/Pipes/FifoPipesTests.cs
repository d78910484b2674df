using System.Runtime.Versioning;
using WsBridge.Host.Pipes;

namespace WsBridge.Host.Tests.Pipes;

[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
internal sealed class FifoPipesTests
{
    [Test]
    public void The_folder_and_the_pipes_are_for_this_user_alone()
    {
        using var pipes = new FifoPipes();

        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        string folder = Path.GetDirectoryName(pipes.RequestPath)!;
        Assert.That(Path.GetDirectoryName(pipes.ReplyPath), Is.EqualTo(folder));
        Assert.That(File.GetUnixFileMode(folder), Is.EqualTo(mine | UnixFileMode.UserExecute));
        Assert.That(File.GetUnixFileMode(pipes.RequestPath), Is.EqualTo(mine));
        Assert.That(File.GetUnixFileMode(pipes.ReplyPath), Is.EqualTo(mine));
    }

    [Test]
    public void No_two_sessions_share_a_folder()
    {
        using var one = new FifoPipes();
        using var other = new FifoPipes();

        Assert.That(other.RequestPath, Is.Not.EqualTo(one.RequestPath));
    }

    [Test]
    public void Octets_pass_both_ways_also_after_the_names_are_gone()
    {
        using var pipes = new FifoPipes();
        string folder = Path.GetDirectoryName(pipes.RequestPath)!;
        using var clientReply = new FileStream(pipes.ReplyPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        using var clientRequest = new FileStream(pipes.RequestPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        using Stream request = pipes.OpenRequest();
        using Stream reply = pipes.OpenReply();

        pipes.Seal();
        clientRequest.Write([1, 2, 3]);
        reply.Write([4, 5]);

        Assert.That(folder, Does.Not.Exist);
        Assert.That(Read(request, 3), Is.EqualTo((byte[])[1, 2, 3]));
        Assert.That(Read(clientReply, 2), Is.EqualTo((byte[])[4, 5]));
        clientRequest.Dispose();
        Assert.That(request.ReadByte(), Is.EqualTo(-1), "the request pipe ends with the client");
        reply.Dispose();
        Assert.That(clientReply.ReadByte(), Is.EqualTo(-1), "the reply pipe ends with the host");
    }

    [Test]
    public void Nothing_is_left_of_a_session_without_a_client()
    {
        var pipes = new FifoPipes();
        string folder = Path.GetDirectoryName(pipes.RequestPath)!;

        pipes.Dispose();
        pipes.Dispose();

        Assert.That(folder, Does.Not.Exist);
    }

    private static byte[] Read(Stream stream, int count)
    {
        byte[] octets = new byte[count];
        stream.ReadExactly(octets);
        return octets;
    }
}
