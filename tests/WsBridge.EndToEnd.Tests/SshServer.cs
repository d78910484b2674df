using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WsBridge.EndToEnd.Tests;

/// <summary>A real OpenSSH server on loopback, for root, with keys of its own.</summary>
internal sealed class SshServer : IDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly Process _server;

    /// <param name="work">Where its files go.</param>
    /// <param name="name">The name by which the ssh configuration knows it.</param>
    /// <param name="path">Folders in front of its PATH; null for none.</param>
    public SshServer(Workplace work, string name, string? path = null)
    {
        if (!Environment.IsPrivilegedProcess || !File.Exists(Program))
        {
            Assert.Ignore($"Needs root and {Program} (Debian: openssh-server).");
        }

        if (Environment.GetEnvironmentVariable("WSBRIDGE_TSHARK") is { Length: > 0 })
        {
            Assert.Ignore("The tshark that WSBRIDGE_TSHARK names may be of another system, where there is no ssh and none of our files.");
        }

        Directory.CreateDirectory("/run/sshd");
        string folder = work.Path(name);
        Directory.CreateDirectory(folder);
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", $"{folder}/host");
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", $"{folder}/user");
        int port = FreePort();
        File.WriteAllText($"{folder}/sshd_config", $"""
            ListenAddress 127.0.0.1:{port}
            HostKey {folder}/host
            AuthorizedKeysFile {folder}/user.pub
            PidFile none
            StrictModes no
            UsePAM no
            PermitRootLogin prohibit-password
            {(path is null ? "" : $"SetEnv PATH={path}:/usr/sbin:/usr/bin:/sbin:/bin")}

            """);
        KnownHosts = $"{folder}/known_hosts";
        File.WriteAllText(KnownHosts, $"[127.0.0.1]:{port} {File.ReadAllText($"{folder}/host.pub")}");
        Identity = $"{folder}/user";
        Config = $"""
            Host {name}
                HostName 127.0.0.1
                Port {port}
                User root
                IdentityFile {Identity}
                IdentitiesOnly yes
                UserKnownHostsFile {KnownHosts}
                StrictHostKeyChecking yes

            """;
        _server = Process.Start(new ProcessStartInfo(Program, ["-D", "-f", $"{folder}/sshd_config"]))!;
        Assert.That(() => IsListening(port), Is.True.After(10_000, 50), "sshd listens");
    }

    /// <summary>What the configuration of ssh says of it.</summary>
    public string Config { get; }

    /// <summary>The file with its host key.</summary>
    public string KnownHosts { get; }

    /// <summary>The file with the key that may log in.</summary>
    public string Identity { get; }

    /// <summary>Ends the connections that there are; new ones are taken.</summary>
    public void Disconnect() => Run("pkill", "-P", _server.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>The connections that there are hang from now on, or go on.</summary>
    public void Hang(bool hangs) => Run("pkill", hangs ? "-STOP" : "-CONT", "-P", _server.Id.ToString(CultureInfo.InvariantCulture));

    public void Dispose()
    {
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
    }

    private static bool IsListening(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
    }
}
