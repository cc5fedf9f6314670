# How each library is built, sourced by build.sh: $prefix is where to, $jobs how many at once, $set_name musl or glibc. The working directory is the unpacked source.
deps_of() {
	case $1 in
	musl) echo musl mimalloc zlib zstd sqlite yyjson qrcodegen openssl curl http-parser libgit2 libarchive libwebsockets ;;
	glibc) echo zlib zstd sqlite yyjson qrcodegen openssl curl http-parser libgit2 libarchive libwebsockets ;;
	esac
}

# -ffile-prefix-map keeps the build's place out of the objects, so two machines make the same bytes.
flags="-O2 -g0 -ffunction-sections -fdata-sections -fPIC -ffile-prefix-map=$build=. -ffile-prefix-map=$prefix=."
if [ "$set_name" = musl ]; then
	cc=$prefix/bin/musl-gcc
	host=x86_64-linux-musl
else
	cc=gcc
	host=x86_64-linux-gnu
	flags="-O1 -g1 -fno-omit-frame-pointer -fPIC -ffile-prefix-map=$build=."
fi
export CC=$cc CFLAGS=$flags AR="gcc-ar" RANLIB="gcc-ranlib" ARFLAGS=Drc PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig
cmake_common=(-DCMAKE_BUILD_TYPE=None "-DCMAKE_C_COMPILER=$cc" "-DCMAKE_C_FLAGS=$flags" "-DCMAKE_INSTALL_PREFIX=$prefix" -DCMAKE_INSTALL_LIBDIR=lib
	"-DCMAKE_PREFIX_PATH=$prefix" "-DCMAKE_FIND_ROOT_PATH=$prefix" -DCMAKE_FIND_ROOT_PATH_MODE_LIBRARY=ONLY -DCMAKE_FIND_ROOT_PATH_MODE_INCLUDE=ONLY
	-DCMAKE_FIND_ROOT_PATH_MODE_PACKAGE=ONLY -DBUILD_SHARED_LIBS=OFF -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=x86_64)

build_musl() {
	env -u CC CFLAGS="-O2 -g0 -ffile-prefix-map=$build=." ./configure --prefix="$prefix" --disable-shared --enable-wrapper=gcc --syslibdir="$prefix/lib"
	make -j"$jobs"
	make install
	# the kernel's own headers, which musl does not bring
	local multiarch
	multiarch=$(gcc -print-multiarch)
	for part in linux asm-generic; do ln -sfn "/usr/include/$part" "$prefix/include/$part"; done
	ln -sfn "/usr/include/$multiarch/asm" "$prefix/include/asm"
}

# The product's heap instead of musl's own: measured at 64 clients it takes 1.6 times the tickets, for some 8 MB more under load. One object that
# overrides malloc, linked before the libraries. The sanitised build keeps the sanitizer's.
build_mimalloc() {
	# shellcheck disable=SC2086
	$cc $flags -DMI_MALLOC_OVERRIDE -DMI_LIBC_MUSL=1 -DNDEBUG -Iinclude -c src/static.c -o "$prefix/lib/mimalloc.o"
}

build_zlib() {
	CHOST=$host ./configure --prefix="$prefix" --static
	make -j"$jobs" libz.a
	install -m644 libz.a "$prefix/lib/"; install -m644 zlib.h zconf.h "$prefix/include/"
	mkdir -p "$prefix/lib/pkgconfig"
	printf 'Name: zlib\nDescription: zlib\nVersion: %s\nLibs: -L%s/lib -lz\nCflags: -I%s/include\n' "$version" "$prefix" "$prefix" >"$prefix/lib/pkgconfig/zlib.pc"
}

build_zstd() {
	make -C lib -j"$jobs" libzstd.a ZSTD_LEGACY_SUPPORT=0 ZSTD_LIB_DICTBUILDER=0 ZSTD_LIB_DEPRECATED=0 CFLAGS="$flags -DZSTD_MULTITHREAD=0" CC="$cc"
	install -m644 lib/libzstd.a "$prefix/lib/"; install -m644 lib/zstd.h lib/zstd_errors.h lib/zdict.h "$prefix/include/"
}

build_sqlite() {
	env CC=gcc CFLAGS=-O1 CC_FOR_BUILD=gcc ./configure --disable-tcl --disable-readline
	make sqlite3.c sqlite3.h
	local f="-DSQLITE_DQS=0 -DSQLITE_THREADSAFE=1 -DSQLITE_DEFAULT_FOREIGN_KEYS=1 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_LIKE_DOESNT_MATCH_BLOBS
		-DSQLITE_OMIT_DEPRECATED -DSQLITE_OMIT_SHARED_CACHE -DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_MAX_MMAP_SIZE=0 -DSQLITE_ENABLE_API_ARMOR"
	# shellcheck disable=SC2086
	$cc $flags $f -c sqlite3.c -o sqlite3.o
	gcc-ar Drcs "$prefix/lib/libsqlite3.a" sqlite3.o
	install -m644 sqlite3.h "$prefix/include/"
}

build_yyjson() {
	# shellcheck disable=SC2086
	$cc $flags -DYYJSON_DISABLE_NON_STANDARD=1 -c src/yyjson.c -o yyjson.o
	gcc-ar Drcs "$prefix/lib/libyyjson.a" yyjson.o
	install -m644 src/yyjson.h "$prefix/include/"
}

build_qrcodegen() {
	# shellcheck disable=SC2086
	$cc $flags -std=c99 -c c/qrcodegen.c -o qrcodegen.o
	gcc-ar Drcs "$prefix/lib/libqrcodegen.a" qrcodegen.o
	install -m644 c/qrcodegen.h "$prefix/include/"
}

build_openssl() {
	# kept: TLS 1.2/1.3, CMS, Argon2id, Ed25519, X25519, P-256, SHA-2/3, SM2/SM3/SM4, ML-KEM, ML-DSA (tests/unit/crypto.c asks for them)
	./Configure linux-x86_64 --prefix="$prefix" --libdir=lib --openssldir=/etc/ssl no-shared no-apps no-tests no-docs no-legacy no-engine no-dso no-module \
		no-ssl3 no-tls1 no-tls1_1 no-dtls no-quic no-srp no-psk no-sctp no-srtp no-comp no-ct no-ts no-cmp no-rfc3779 \
		no-idea no-seed no-camellia no-aria no-bf no-cast no-rc2 no-rc4 no-rc5 no-md2 no-md4 no-mdc2 no-whirlpool no-rmd160 no-gost no-dsa
	make -j"$jobs" build_libs
	make install_dev
}

build_curl() {
	LIBS="-lpthread" CPPFLAGS="-I$prefix/include" LDFLAGS="-L$prefix/lib" ./configure --host="$host" --prefix="$prefix" --disable-shared --enable-static \
		--with-openssl="$prefix" --without-zlib --without-zstd --without-brotli --without-libpsl --without-libidn2 --without-nghttp2 --without-librtmp \
		--disable-ftp --disable-file --disable-ldap --disable-ldaps --disable-rtsp --disable-dict --disable-telnet --disable-tftp --disable-pop3 \
		--disable-imap --disable-smb --disable-smtp --disable-gopher --disable-mqtt --disable-manual --disable-docs --disable-ntlm --disable-unix-sockets \
		--disable-alt-svc --disable-hsts --disable-cookies --disable-doh --disable-websockets --disable-ipfs --without-ca-bundle --without-ca-path --disable-progress-meter
	make -C lib -j"$jobs"
	make -C lib install
	make -C include install
}

build_http_parser() {
	# shellcheck disable=SC2086
	$cc $flags -I. -DHTTP_PARSER_STRICT=0 -c http_parser.c -o http_parser.o
	gcc-ar Drcs "$prefix/lib/libhttp_parser.a" http_parser.o
	install -m644 http_parser.h "$prefix/include/"
}

build_libgit2() {
	cmake -S . -B b "${cmake_common[@]}" -DBUILD_TESTS=OFF -DBUILD_CLI=OFF -DBUILD_EXAMPLES=OFF -DUSE_SSH=OFF -DUSE_HTTPS=OFF -DUSE_NTLMCLIENT=OFF \
		-DUSE_GSSAPI=OFF -DUSE_HTTP_PARSER=http-parser -DREGEX_BACKEND=regcomp -DUSE_SHA1=CollisionDetection -DUSE_SHA256=Builtin -DUSE_THREADS=ON -DUSE_BUNDLED_ZLIB=OFF \
		-DZLIB_INCLUDE_DIR="$prefix/include" -DZLIB_LIBRARY="$prefix/lib/libz.a" -DHTTP_PARSER_INCLUDE_DIR="$prefix/include" -DHTTP_PARSER_LIBRARY="$prefix/lib/libhttp_parser.a"
	cmake --build b -j"$jobs"
	cmake --install b
}

build_libarchive() {
	CPPFLAGS="-I$prefix/include" LDFLAGS="-L$prefix/lib" ./configure --host="$host" --prefix="$prefix" --disable-shared --enable-static --disable-bsdtar --disable-bsdcpio \
		--disable-bsdcat --disable-bsdunzip --disable-acl --disable-xattr --without-bz2lib --without-lzma --without-lz4 --without-lzo2 --without-xml2 --without-expat \
		--without-openssl --without-nettle --without-cng --without-iconv --without-libb2 --with-zlib --with-zstd
	make -j"$jobs" libarchive.la
	install -m644 .libs/libarchive.a "$prefix/lib/"; install -m644 libarchive/archive.h libarchive/archive_entry.h "$prefix/include/"
}

# Without websockets: no page uses them. NO_LOGS leaves lwsl_err, the one level that http/server.c listens to, and spares the others' formatting.
build_libwebsockets() {
	cmake -S . -B b "${cmake_common[@]}" -DLWS_WITH_SHARED=OFF -DLWS_WITH_STATIC=ON -DLWS_WITHOUT_TESTAPPS=ON -DLWS_WITHOUT_TEST_SERVER=ON -DLWS_WITHOUT_TEST_CLIENT=ON \
		-DLWS_WITHOUT_TEST_PING=ON -DLWS_WITH_SSL=ON -DLWS_WITH_HTTP2=OFF -DLWS_WITH_CUSTOM_HEADERS=ON -DLWS_WITH_HTTP_UNCOMMON_HEADERS=ON -DLWS_WITHOUT_CLIENT=ON \
		-DLWS_ROLE_WS=OFF -DLWS_WITHOUT_EXTENSIONS=ON -DLWS_WITH_MINIMAL_EXAMPLES=OFF -DLWS_WITH_SYS_ASYNC_DNS=OFF -DLWS_IPV6=ON -DLWS_MAX_SMP=1 -DLWS_WITH_EVLIB_PLUGINS=OFF \
		-DLWS_ROLE_RAW_FILE=ON -DLWS_ROLE_RAW_PROXY=OFF -DLWS_WITH_LEJP=OFF -DLWS_WITH_LWSAC=OFF -DLWS_WITH_SEQUENCER=OFF -DLWS_WITH_SECURE_STREAMS=OFF -DDISABLE_WERROR=ON \
		-DLWS_WITH_NO_LOGS=ON -DLWS_WITH_UDP=OFF -DLWS_UNIX_SOCK=OFF -DLWS_WITH_CONMON=OFF -DLWS_WITH_CACHE_NSCOOKIEJAR=OFF \
		-DOPENSSL_ROOT_DIR="$prefix" -DLWS_OPENSSL_INCLUDE_DIRS="$prefix/include" -DLWS_OPENSSL_LIBRARIES="$prefix/lib/libssl.a;$prefix/lib/libcrypto.a"
	cmake --build b -j"$jobs"
	cmake --install b
}
