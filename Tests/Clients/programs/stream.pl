use strict;
use warnings;
use Encode qw(decode_utf8);
use IO::Socket::UNIX;
use JSON::PP;

my ($path, $user, $name) = map { decode_utf8($_) } @ARGV;
my $peer = IO::Socket::UNIX->new(Peer => $path) or die "cannot connect: $!";
my $json = JSON::PP->new->utf8;

# Nothing after the request; the parser says when the reply is complete.
# JSON::PP 4.07 itself never returns from some pieces of a few bytes, so it gets what there is.
sub call {
    my ($method, $params) = @_;
    $peer->syswrite($json->encode({ jsonrpc => "2.0", id => 1, method => $method, params => $params }));
    my $reply;
    until ($reply = $json->incr_parse) {
        $peer->sysread(my $part, 65536) or die "the daemon closed";
        $json->incr_parse($part);
    }
    return $reply;
}

my $first = call("GetOrCreateCustomer", { userId => $user, name => $name })->{result}{customer};
my $again = call("GetOrCreateCustomer", { userId => $user })->{result}{customer};
my $error = call("FindUserByCustomer", { customerId => "cus_nobody" })->{error};
binmode STDOUT, ":utf8";
print "$first->{customerId}\n$again->{customerId}\n$first->{name}\n$error->{code} $error->{data}{reason}\n";
