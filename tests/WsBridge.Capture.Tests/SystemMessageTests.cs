using System.ComponentModel;

namespace WsBridge.Capture.Tests;

internal sealed class SystemMessageTests
{
    private const int Refused = 5; // an error on each system

    [Test]
    public void The_name_of_the_file_and_the_full_stop_are_left_out()
    {
        string message = SystemMessage.Of(new IOException("Access to the path is denied. : '/a/b'"));

        Assert.That(message, Is.EqualTo("Access to the path is denied"));
    }

    [Test]
    public void A_file_that_is_not_there_or_may_not_be_read_is_named_once_by_the_sentence_itself()
    {
        string gone = Path.Combine(TestContext.CurrentContext.WorkDirectory, "gone", "file");

        var error = Assert.Catch(() => File.OpenRead(gone));

        Assert.That(SystemMessage.Of(error!), Is.EqualTo("there is no such file or folder"));
        Assert.That(SystemMessage.Of(new UnauthorizedAccessException($"Access to the path '{gone}' is denied.")),
            Is.EqualTo("access is denied"));
    }

    [Test]
    public void Of_a_program_that_does_not_start_the_system_s_own_words_are_told()
    {
        var cause = new Win32Exception(Refused, "An error occurred trying to start process 'x' with working directory 'y'.");
        var error = new Win32Exception("Failed to start a process. See the inner exception for more information.", cause);

        string message = SystemMessage.Of(error);

        Assert.That(message, Is.EqualTo(new Win32Exception(Refused).Message.TrimEnd('.')));
    }
}
